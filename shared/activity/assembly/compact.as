import { areEscapes, isCompactLiteral } from './check-text'
import { fieldOf } from './field-of'
import { keepMember } from './known'
import { OUT_RECORDS, RESPONSE_ELEMENTS } from './layout'
import * as masks from './masks'
import { ENDED, FULL, stop, UNSURE, wrote, written } from './progress'
import { context, passKnown } from './pass-known'
import { beginMember, beginRecord, emit, endMember, endMembers } from './record'

// JSON without white space between tokens, as CloudTrail writes it: 64 bytes at a time. What may follow what is decided by
// masks shifted by one byte; only brackets, literals and the record's own colons and commas are walked, with as few
// branches as that takes.

const DEEPEST: u32 = 60
const ALL: u64 = ~(<u64>0)

/** The brace that ends the record; 0 while it is not found. */
let closedAt: u32 = 0
/** Where members have to be read; 0: the bytes end before that. */
let resumeAt: u32 = 0

/** Reads records from `start` on, as long as they are compact and nothing about them is unusual. */
export function scanCompact(start: u32, end: u32, list: bool): void {
  let at = start
  while (at < end && load<u8>(at) == 0x7b) {
    const why = readRecord(at, end)
    if (why != ENDED || closedAt == 0) return stop(why)
    wrote(closedAt + 1)
    if (written == OUT_RECORDS) return stop(FULL)
    if (closedAt + 1 >= end || load<u8>(closedAt + 1) != (list ? 0x2c : 0x0a)) return
    at = closedAt + 2
  }
}

/** ENDED with `closedAt` 0: the bytes end within the record. */
function readRecord(start: u32, end: u32): i32 {
  beginRecord()
  closedAt = 0
  resumeAt = start + 1
  passTo(passKnown(resumeAt, end))
  while (closedAt == 0) {
    const why = readMembers(resumeAt, end)
    if (why != ENDED || (closedAt == 0 && resumeAt == 0)) return why
  }
  endMembers(closedAt)
  return emit(start, closedAt + 1)
}

/** `end`: what follows the last member that was passed; 0: none was. */
// @ts-ignore: decorator
@inline
function passTo(end: u32): void {
  if (end == 0) return
  if (load<u8>(end) == 0x7d) closedAt = end
  else resumeAt = end + 1
}

/** Reads from the beginning of a member on, until members follow that need no reading. */
function readMembers(start: u32, end: u32): i32 {
  resumeAt = 0
  let escapeCarry: u64 = 0
  let inside: u64 = 0
  let keyCarry: u64 = 0
  // The last byte of the block before was: a colon, an opening square bracket or a comma in one, so that a value has to follow;
  let afterWanting: u64 = 0
  // an opening brace or a comma in an object; the end of a value; part of a literal; the end of a key; an opening bracket.
  let afterKeyWanting: u64 = 1
  let afterValue: u64 = 0
  let afterWord: u64 = 0
  let afterKey: u64 = 0
  let afterOpener: u64 = 0
  let depth: u32 = 1
  /** One bit a level, the innermost last: is it an object? */
  let nesting: u64 = 1
  let keyStart = start
  let valueStart: u32 = 0
  let field: i32 = -1

  for (let base = start; base < end; base += 64) {
    masks.readBlock(base)
    const valid: u64 = end - base < 64 ? ((<u64>1) << (<u64>(end - base))) - 1 : ALL
    const slashes = masks.backslashes & valid
    let escaped = escapeCarry
    if (slashes == 0) escapeCarry = 0
    else {
      escaped = masks.escapedIn(slashes, escapeCarry)
      escapeCarry = masks.escapeCarry
    }
    const marks = masks.quotes & valid & ~escaped
    const strings = masks.prefixXor(marks) ^ inside
    inside = <u64>(<i64>strings >> 63)
    const outside = ~strings
    const opener = masks.openers & outside
    const closer = masks.closers & outside

    // Which bytes are in an array, which on the record's first and second level, and where it ends.
    let arrays: u64 = 0
    let squareOpeners: u64 = 0
    let first: u64 = 0
    let second: u64 = 0
    let upTo = valid
    let done: u64 = 0
    let mismatch: u64 = 0
    let brackets = (opener | closer) & valid
    while (brackets != 0) {
      const bit = brackets & (0 - brackets)
      brackets ^= bit
      const between = (bit - 1) ^ done
      done = bit | (bit - 1)
      arrays |= between & ((nesting & 1) - 1)
      first |= between & (0 - u64(depth == 1))
      second |= between & (0 - u64(depth == 2))
      const at = base + <u32>ctz(bit)
      const isBrace = <u64>((load<u8>(at) >> 5) & 1)
      const opens = (opener & bit) != 0
      squareOpeners |= select<u64>(bit & (isBrace - 1), 0, opens)
      mismatch |= select<u64>(0, isBrace ^ (nesting & 1), opens)
      nesting = select<u64>((nesting << 1) | isBrace, nesting >> 1, opens)
      depth += select<u32>(1, -1, opens)
      if (depth - 1 >= DEEPEST) {
        if (depth != 0) return UNSURE
        upTo = done
        closedAt = at
        break
      }
    }
    const between = valid & ~done
    if (closedAt == 0) {
      arrays |= between & ((nesting & 1) - 1)
      first |= between & (0 - u64(depth == 1))
      second |= between & (0 - u64(depth == 2))
    }

    const opening = marks & strings
    const closing = marks & outside
    const colon = masks.colons & outside
    const comma = masks.commas & outside
    const words = outside & ~(closing | colon | comma | opener | closer)
    const wantsKey = (opener & ~squareOpeners) | (comma & ~arrays)
    const wantsValue = colon | squareOpeners | (comma & arrays)
    const keyWanted = (wantsKey << 1) | afterKeyWanting
    const valueWanted = (wantsValue << 1) | afterWanting
    const keys = opening & keyWanted
    // Adding a string's first bit to the bits of all strings carries to the quotation mark that ends it.
    const sum = strings + keys
    const carried = sum + keyCarry
    const keyEnd = carried & closing
    const values = (closing & ~keyEnd) | closer | words
    const valueEnded = (values << 1) | afterValue
    let literals = words & ~((words << 1) | afterWord) & upTo
    const broken =
      (opening & ~(valueWanted | keyWanted)) |
      ((opener | literals) & ~valueWanted) |
      (comma & ~valueEnded) |
      (colon ^ ((keyEnd << 1) | afterKey)) |
      (closer & ~(valueEnded | (opener << 1) | afterOpener)) |
      // An escaped key may be one of those that are looked for.
      (slashes & strings & ~carried & (first | second)) |
      masks.controls
    if (((broken & upTo) | mismatch) != 0) return UNSURE
    keyCarry = u64(sum < strings) | u64(carried < sum)
    afterKeyWanting = wantsKey >> 63
    afterWanting = wantsValue >> 63
    afterValue = values >> 63
    afterWord = words >> 63
    afterKey = keyEnd >> 63
    afterOpener = opener >> 63
    if (!areEscapes(base, escaped & upTo & ~(masks.quotes | masks.backslashes))) return UNSURE
    while (literals != 0) {
      if (!isCompactLiteral(base + <u32>ctz(literals))) return closedAt == 0 && end - base < 128 ? ENDED : UNSURE
      literals &= literals - 1
    }

    // Where the values of the record's own keys begin and end.
    let own = (colon | comma) & first & upTo
    let from = ALL
    while (own != 0) {
      const bit = own & (0 - own)
      own ^= bit
      const at = base + <u32>ctz(bit)
      if ((colon & bit) == 0) {
        if (field == RESPONSE_ELEMENTS && !areInnerKeysPlain(base, colon & second & from & (bit - 1))) return UNSURE
        endMember(field, valueStart, at)
        keepMember(keyStart, at, field, valueStart, context)
        field = -1
        keyStart = at + 1
        const passed = passKnown(keyStart, end)
        if (passed != 0) {
          if (passed - base >= 64 || load<u8>(passed) == 0x7d) {
            passTo(passed)
            return ENDED
          }
          keyStart = passed + 1
          own &= ALL << (<u64>(passed - base)) << 1
        }
      } else {
        field = fieldOf(keyStart + 1, at - keyStart - 2)
        valueStart = at + 1
        if (field < -1 || !beginMember(field, keyStart, keyStart - 1)) return UNSURE
        from = field == RESPONSE_ELEMENTS ? ~(bit - 1) : ALL
      }
    }
    if (field == RESPONSE_ELEMENTS && !areInnerKeysPlain(base, colon & second & from & upTo)) return UNSURE
    if (closedAt != 0) {
      endMember(field, valueStart, closedAt)
      keepMember(keyStart, closedAt, field, valueStart, context)
      return ENDED
    }
  }
  return ENDED
}

/** An error that is told only inside `responseElements`: errorCode, ErrorCode. */
function areInnerKeysPlain(base: u32, ends: u64): bool {
  while (ends != 0) {
    const at = base + <u32>ctz(ends)
    if (load<u64>(at - 9) == 0x65646f43726f7272 && load<u8>(at - 11) == 0x22) return false
    ends &= ends - 1
  }
  return true
}
