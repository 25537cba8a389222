import { ARENA_BYTES, FIELDS, FIRST_STABLE, MEMO_ARENA, MEMO_SLOTS, REQUEST_PARAMETERS, RESOURCES, ROW_ARENA, ROW_OFFSETS, ROW_SLOTS, SLOTS, SPANS } from './layout'

// Numbers for equal bytes: the same identity, call and origin get the same row, the same parameters the same memo.
// A hash finds the candidate and the bytes decide, so nobody gains from collisions.

let rows: u32 = 0
let rowsEnd: u32 = ROW_ARENA
let memos: u32 = 0
let memosEnd: u32 = MEMO_ARENA

const FULL: i32 = -2
const TOO_LONG: i32 = -1
const LONGEST: u32 = 16384
const K: u64 = 0x9e3779b97f4a7c15

export function resetRows(): void {
  memory.fill(ROW_SLOTS, 0, SLOTS * 16)
  rows = 0
  rowsEnd = ROW_ARENA
}

export function resetMemos(): void {
  memory.fill(MEMO_SLOTS, 0, SLOTS * 16)
  memos = 0
  memosEnd = MEMO_ARENA
}

export function internRow(mark: u32): i32 {
  const length = lengthOf(FIRST_STABLE, FIELDS - 1)
  if (length > LONGEST) return TOO_LONG
  if (rows > SLOTS / 2 || rowsEnd + length + 128 > ROW_ARENA + ARENA_BYTES) return FULL
  const slot = find(ROW_SLOTS, mark, FIRST_STABLE, FIELDS - 1)
  if (load<u32>(slot, 8) != 0) return load<u32>(slot, 8) - 1
  store<u32>(slot, rowsEnd, 12)
  store<u32>(ROW_OFFSETS + rows * 4, rowsEnd)
  rowsEnd = put(rowsEnd, mark, FIRST_STABLE, FIELDS - 1)
  store<u32>(slot, ++rows, 8)
  return rows - 1
}

export function internMemo(row: u32): i32 {
  const length = lengthOf(REQUEST_PARAMETERS, RESOURCES)
  if (length > LONGEST) return TOO_LONG
  if (memos > SLOTS / 2 || memosEnd + length + 128 > MEMO_ARENA + ARENA_BYTES) return FULL
  const slot = find(MEMO_SLOTS, row, REQUEST_PARAMETERS, RESOURCES)
  if (load<u32>(slot, 8) != 0) return load<u32>(slot, 8) - 1
  store<u32>(slot, memosEnd, 12)
  memosEnd = put(memosEnd, row, REQUEST_PARAMETERS, RESOURCES)
  store<u32>(slot, ++memos, 8)
  return memos - 1
}

function lengthOf(first: u32, last: u32): u32 {
  let length: u32 = 0
  for (let field = first; field <= last; field++) length += load<u32>(SPANS + field * 8, 4) - load<u32>(SPANS + field * 8)
  return length
}

function find(slots: u32, mark: u32, first: u32, last: u32): u32 {
  let hash: u64 = mark * K
  for (let field = first; field <= last; field++) {
    hash = hashOf(hash, load<u32>(SPANS + field * 8), load<u32>(SPANS + field * 8, 4))
  }
  hash ^= hash >> 32
  let index = <u32>hash & (SLOTS - 1)
  while (true) {
    const slot = slots + index * 16
    if (load<u32>(slot, 8) == 0) {
      store<u64>(slot, hash)
      return slot
    }
    if (load<u64>(slot) == hash && equals(load<u32>(slot, 12), mark, first, last)) return slot
    index = (index + 1) & (SLOTS - 1)
  }
}

// @ts-ignore: decorator
@inline
function hashOf(seed: u64, start: u32, end: u32): u64 {
  let hash = (seed ^ <u64>(end - start)) * K
  let at = start
  for (; at + 8 <= end; at += 8) hash = rotl((hash ^ load<u64>(at)) * K, 29)
  if (at < end) hash = rotl((hash ^ (load<u64>(at) & (((<u64>1) << (<u64>(end - at) * 8)) - 1))) * K, 29)
  return hash ^ (hash >> 29)
}

function put(at: u32, mark: u32, first: u32, last: u32): u32 {
  store<u32>(at, mark)
  let to = at + 4
  for (let field = first; field <= last; field++) {
    const start = load<u32>(SPANS + field * 8)
    const length = load<u32>(SPANS + field * 8, 4) - start
    store<u32>(to, length)
    memory.copy(to + 4, start, length)
    to += 4 + length
  }
  return to
}

function equals(kept: u32, mark: u32, first: u32, last: u32): bool {
  if (load<u32>(kept) != mark) return false
  let at = kept + 4
  for (let field = first; field <= last; field++) {
    const start = load<u32>(SPANS + field * 8)
    const length = load<u32>(SPANS + field * 8, 4) - start
    if (load<u32>(at) != length || !sameBytes(at + 4, start, length)) return false
    at += 4 + length
  }
  return true
}

// @ts-ignore: decorator
@inline
function sameBytes(a: u32, b: u32, length: u32): bool {
  let at: u32 = 0
  for (; at + 8 <= length; at += 8) if (load<u64>(a + at) != load<u64>(b + at)) return false
  for (; at < length; at++) if (load<u8>(a + at) != load<u8>(b + at)) return false
  return true
}
