import { commonBytes, mixed, sameBytes } from './bytes'
import { KNOWN, KNOWN_COUNT, MEMBER_BYTES, MEMBER_COUNT, MEMBERS, TEXT_HEADER } from './layout'

// Texts that were read before and so are known to be whole members of a record, one or several with commas between them:
// the same bytes at the beginning of a member are the same members. Where a text is kept is a guess; its bytes decide.

export function forgetTexts(table: u32): void {
  memory.fill(knownOf(table), 0, KNOWN_COUNT * 4)
}

// @ts-ignore: decorator
@inline
function knownOf(table: u32): u32 {
  return KNOWN + table * KNOWN_COUNT * 4
}

/** Where a search begins: by what tells most texts apart, behind an identity's type or a member's key. */
// @ts-ignore: decorator
@inline
function firstHash(at: u32): u64 {
  // "eventVe
  const from = load<u64>(at) == 0x655674656e657622 ? at + 64 : at + 16
  return mixed(load<u64>(from), load<u64>(from, 8)) ^ mixed(rotl(load<u64>(from, 16), 17), load<u64>(from, 24))
}

// @ts-ignore: decorator
@inline
function slotOf(table: u32, hash: u64): u32 {
  return knownOf(table) + (<u32>(hash ^ (hash >> 32)) & (KNOWN_COUNT - 1)) * 4
}

const MOST_STEPS: u32 = 5

/** `kept`: where the text that begins at `at` is in its arena. Where another one is in the way, they part at their first difference. */
export function keepText(table: u32, at: u32, kept: u32): void {
  let hash = firstHash(at)
  for (let step: u32 = 1; step < MOST_STEPS; step++) {
    const other = load<u32>(slotOf(table, hash))
    if (other == 0 || other == kept) break
    const common = commonBytes(other + TEXT_HEADER, at, load<u32>(other))
    if (common == load<u32>(kept)) return
    hash = nextHash(hash, at + common)
  }
  store<u32>(slotOf(table, hash), kept)
}

/** 0: none that is known begins at `at` and ends before `end`. */
// @ts-ignore: decorator
@inline
export function knownText(table: u32, at: u32, end: u32): u32 {
  let hash = firstHash(at)
  for (let step: u32 = 0; step < MOST_STEPS; step++) {
    const kept = load<u32>(slotOf(table, hash))
    if (kept == 0) return 0
    const length = load<u32>(kept)
    const common = commonBytes(kept + TEXT_HEADER, at, length)
    if (common == length && at + length < end && endsMember(at + length)) return kept
    hash = nextHash(hash, at + common)
  }
  return 0
}

// @ts-ignore: decorator
@inline
function nextHash(hash: u64, at: u32): u64 {
  return mixed(mixed(hash, load<u64>(at)), load<u64>(at, 8))
}

// @ts-ignore: decorator
@inline
function endsMember(at: u32): bool {
  const byte = load<u8>(at)
  return byte == 0x2c || byte == 0x7d
}

/** The same text is there, and a member ends with it. */
// @ts-ignore: decorator
@inline
function isThere(text: u32, at: u32, length: u32, end: u32): bool {
  return at + length < end && endsMember(at + length) && sameBytes(text, at, length)
}

const LONGEST: u32 = MEMBER_BYTES - 12

/** Those whose values come back without being counted: "res, "tls, "add. */
// @ts-ignore: decorator
@inline
export function isOfNoStretch(at: u32): bool {
  const head = load<u32>(at)
  return head == 0x73657222 || head == 0x736c7422 || head == 0x64646122
}

/** `context`: what the member is likely to come back with. */
// @ts-ignore: decorator
@inline
function memberSlot(at: u32, context: u32): u32 {
  const hash = mixed(load<u64>(at), context)
  return MEMBERS + (<u32>(hash ^ (hash >> 32)) & (MEMBER_COUNT - 1)) * MEMBER_BYTES
}

/** Of a kept member: its length, its field, where its value begins, its bytes. */
export function keepMember(at: u32, end: u32, field: i32, value: u32, context: u32): void {
  if (end - at > LONGEST || !isOfNoStretch(at)) return
  const slot = memberSlot(at, context)
  store<u32>(slot, end - at)
  store<i32>(slot, field, 4)
  store<u32>(slot, value - at, 8)
  memory.copy(slot + 12, at, end - at)
}

/** 0: none that is known begins at `at` and ends before `end`. */
export function knownMember(at: u32, end: u32, context: u32): u32 {
  const slot = memberSlot(at, context)
  return load<u32>(slot) != 0 && isThere(slot + 12, at, load<u32>(slot), end) ? slot : 0
}
