import { areEscapes, isLiteral } from './check-text'
import { fieldOf } from './field-of'
import { DEEPEST, NESTING, OUT_RECORDS, RESPONSE_ELEMENTS } from './layout'
import {
  backslashes,
  blanksIn,
  closers,
  colons,
  commas,
  controls,
  escapeCarry,
  escapedIn,
  openers,
  prefixXor,
  quotes,
  readBlock,
} from './masks'
import { ENDED, FULL, stop, UNSURE, wrote, written } from './progress'
import { beginMember, beginRecord, emit, endMember, endMembers } from './record'

// JSON with any white space, token by token.

const VALUE: u32 = 0
const KEY_OR_END: u32 = 1
const KEY: u32 = 2
const COLON: u32 = 3
const AFTER_VALUE: u32 = 4
const VALUE_OR_END: u32 = 5
const RECORD: u32 = 6
const SEPARATOR: u32 = 7

function areSpaces(base: u32, mask: u64): bool {
  while (mask != 0) {
    const byte = load<u8>(base + <u32>ctz(mask))
    if (byte != 0x09 && byte != 0x0a && byte != 0x0d) return false
    mask &= mask - 1
  }
  return true
}

function hasBackslash(start: u32, end: u32): bool {
  for (let at = start; at < end; at++) if (load<u8>(at) == 0x5c) return true
  return false
}

/** Behind the last byte before `at` that is no white space. */
function trimmedEnd(at: u32): u32 {
  while (load<u8>(at - 1) <= 0x20) at--
  return at
}

/** Reads records from `start` on, at most `most`. */
export function scanLoose(start: u32, end: u32, list: bool, most: u32): void {
  let carry: u64 = 0
  let inside: u64 = 0
  let wordCarry: u64 = 0
  let expect: u32 = RECORD
  let depth: u32 = 0
  let recordStart: u32 = 0
  let keyStart: u32 = 0
  let memberEnd: u32 = 0
  let valueStart: u32 = 0
  let field: i32 = -1
  let pending: bool = false
  let escapes: bool = false
  let inObject: bool = true

  for (let base = start; base < end; base += 64) {
    readBlock(base)
    let valid: u64 = ~(<u64>0)
    if (end - base < 64) valid = ((<u64>1) << (<u64>(end - base))) - 1
    const slashes = backslashes & valid
    const escaped = escapedIn(slashes, carry)
    carry = escapeCarry
    const marks = quotes & valid & ~escaped
    const strings = prefixXor(marks) ^ inside
    inside = <u64>(<i64>strings >> 63)
    if (slashes != 0 || escaped != 0) {
      if ((slashes & ~strings) != 0 || !areEscapes(base, escaped & valid)) return stop(UNSURE)
      escapes = true
    }
    const control = controls & valid
    if (control != 0 && ((control & strings) != 0 || !areSpaces(base, control))) return stop(UNSURE)
    const structure = (openers | closers | colons | commas) & valid & ~strings
    const words = valid & ~(strings | marks | structure | blanksIn(base))
    let tokens = structure | (marks & strings) | (words & ~((words << 1) | wordCarry))
    wordCarry = words >> 63

    while (tokens != 0) {
      const at = base + <u32>ctz(tokens)
      tokens &= tokens - 1
      const byte = load<u8>(at)
      if (byte == 0x22) {
        if (expect == KEY || expect == KEY_OR_END) {
          keyStart = at
          expect = COLON
          continue
        }
        if (expect != VALUE && expect != VALUE_OR_END) return stop(depth == 0 ? ENDED : UNSURE)
        expect = AFTER_VALUE
      } else if (byte == 0x3a) {
        if (expect != COLON) return stop(UNSURE)
        expect = VALUE
        if (depth == 1) {
          const keyEnd = trimmedEnd(at) - 1
          field = fieldOf(keyStart + 1, keyEnd - keyStart - 1)
          if (field < -1) return stop(UNSURE)
          if (!beginMember(field, keyStart, memberEnd)) return stop(UNSURE)
          if (field == -1 && escapes && hasBackslash(keyStart + 1, keyEnd)) return stop(UNSURE)
          pending = true
        } else if (depth == 2 && field == RESPONSE_ELEMENTS) {
          const keyEnd = trimmedEnd(at) - 1
          // An error that is told only here: errorCode, ErrorCode.
          if (keyEnd - keyStart == 10 && (load<u64>(keyStart + 2) == 0x65646f43726f7272)) return stop(UNSURE)
          if (escapes && hasBackslash(keyStart + 1, keyEnd)) return stop(UNSURE)
        }
        continue
      } else if (byte == 0x2c) {
        if (expect == SEPARATOR && list) {
          expect = RECORD
          continue
        }
        if (expect != AFTER_VALUE) return stop(depth == 0 ? ENDED : UNSURE)
        if (depth == 1) {
          memberEnd = trimmedEnd(at)
          endMember(field, valueStart, memberEnd)
        }
        expect = inObject ? KEY : VALUE
        continue
      } else if (byte == 0x7b || byte == 0x5b) {
        if (expect == RECORD && byte == 0x7b) {
          recordStart = at
          escapes = (slashes >> (<u64>(at - base))) != 0
          beginRecord()
          field = -1
          depth = 1
          inObject = true
          store<u8>(NESTING + 1, 1)
          expect = KEY_OR_END
          continue
        }
        if (expect != VALUE && expect != VALUE_OR_END) return stop(depth == 0 ? ENDED : UNSURE)
        if (depth == 1 && pending) {
          valueStart = at
          pending = false
        }
        if (++depth > DEEPEST) return stop(UNSURE)
        inObject = byte == 0x7b
        store<u8>(NESTING + depth, inObject ? 1 : 0)
        expect = inObject ? KEY_OR_END : VALUE_OR_END
        continue
      } else if (byte == 0x7d || byte == 0x5d) {
        if (depth == 0) return stop(ENDED)
        const closesObject = byte == 0x7d
        if (closesObject != inObject || (expect != AFTER_VALUE && expect != (closesObject ? KEY_OR_END : VALUE_OR_END))) return stop(UNSURE)
        if (depth == 1) {
          memberEnd = trimmedEnd(at)
          endMember(field, valueStart, memberEnd)
          endMembers(memberEnd)
          const why = emit(recordStart, at + 1)
          if (why != ENDED) return stop(why)
          wrote(at + 1)
          if (written == OUT_RECORDS) return stop(FULL)
          if (--most == 0) return stop(ENDED)
          depth = 0
          expect = list ? SEPARATOR : RECORD
          continue
        }
        depth--
        inObject = load<u8>(NESTING + depth) == 1
        expect = AFTER_VALUE
        continue
      } else {
        if (expect != VALUE && expect != VALUE_OR_END) return stop(depth == 0 ? ENDED : UNSURE)
        if (!isLiteral(at)) return stop(UNSURE)
        expect = AFTER_VALUE
      }
      // A string or literal as a value.
      if (depth == 1 && pending) {
        valueStart = at
        pending = false
      }
    }
  }
  return stop(ENDED)
}
