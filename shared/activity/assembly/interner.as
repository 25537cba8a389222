import {
  ARENA_BYTES,
  ARENAS,
  MOST_STRETCHES,
  OFFSETS,
  PARAMETERS,
  REQUEST_PARAMETERS,
  RESOURCES,
  ROW_PARTS,
  ROW_SLOT_COUNT,
  ROW_SLOTS,
  SLOT_BYTES,
  SPANS,
  STRETCH_SPANS,
  STRETCHES,
  TABLES,
  TEXT_SLOT_COUNT,
  TEXT_SLOTS,
} from './layout'

// Numbers for equal bytes. Neighbouring members that come back in other records are a stretch; a record's stretches make its
// row. A hash finds the candidate and the bytes decide; whoever makes
// hashes collide gains slowness for his own records only, because a search ends after a few steps.

export const FULL: i32 = -2
export const NOT_KEPT: i32 = -1
const LONGEST: u32 = 16384
const MOST_STEPS: u32 = 32
const K: u64 = 0x9e3779b97f4a7c15

let rows: u32 = 0

export function resetRows(): void {
  memory.fill(ROW_SLOTS, 0, ROW_SLOT_COUNT * SLOT_BYTES)
  rows = 0
  resetTexts(STRETCHES)
}

export function resetMemos(): void {
  resetTexts(PARAMETERS)
}

// @ts-ignore: decorator
@inline
function slotsOf(table: u32): u32 {
  return TEXT_SLOTS + table * TEXT_SLOT_COUNT * SLOT_BYTES
}

// @ts-ignore: decorator
@inline
function arenaOf(table: u32): u32 {
  return ARENAS + table * ARENA_BYTES
}

/** A table's count, then the end of its arena. */
// @ts-ignore: decorator
@inline
function stateOf(table: u32): u32 {
  return TABLES + table * 8
}

function resetTexts(table: u32): void {
  memory.fill(slotsOf(table), 0, TEXT_SLOT_COUNT * SLOT_BYTES)
  store<u32>(stateOf(table), 0)
  store<u32>(stateOf(table), arenaOf(table), 4)
}

/** `mark` and the numbers of the stretches are kept at `ROW_PARTS`, eight numbers a row. */
export function internRow(mark: u32, stretches: u32): i32 {
  if (stretches > MOST_STRETCHES) return NOT_KEPT
  if (rows >= ROW_SLOT_COUNT / 2) return FULL
  const parts = ROW_PARTS + rows * 32
  for (let at: u32 = 0; at < 32; at += 8) store<u64>(parts + at, 0)
  store<u32>(parts, mark)
  let hash: u64 = mark
  for (let index: u32 = 0; index < stretches; index++) {
    const spans = STRETCH_SPANS + index * 8
    const number = internText(STRETCHES, load<u32>(spans), load<u32>(spans, 4), 0, 0)
    if (number < 0) return number
    store<u32>(parts + 4 + index * 4, number + 1)
    hash = mixed(hash, number)
  }
  return internParts(parts, hash)
}

function internParts(parts: u32, hash: u64): i32 {
  let index = slotIndex(hash, ROW_SLOT_COUNT)
  for (let step: u32 = 0; step < MOST_STEPS; step++) {
    const slot = ROW_SLOTS + index * SLOT_BYTES
    const number = load<u32>(slot, 8)
    if (number == 0) {
      store<u64>(slot, hash)
      store<u32>(slot, ++rows, 8)
      return rows - 1
    }
    if (load<u64>(slot) == hash && areSameParts(ROW_PARTS + (number - 1) * 32, parts)) return number - 1
    index = (index + 1) & (ROW_SLOT_COUNT - 1)
  }
  return NOT_KEPT
}

// @ts-ignore: decorator
@inline
function areSameParts(a: u32, b: u32): bool {
  return (
    ((load<u64>(a) ^ load<u64>(b)) |
      (load<u64>(a, 8) ^ load<u64>(b, 8)) |
      (load<u64>(a, 16) ^ load<u64>(b, 16)) |
      (load<u64>(a, 24) ^ load<u64>(b, 24))) ==
    0
  )
}

export function internParameters(): i32 {
  const first = SPANS + REQUEST_PARAMETERS * 8
  const second = SPANS + RESOURCES * 8
  return internText(PARAMETERS, load<u32>(first), load<u32>(first, 4), load<u32>(second), load<u32>(second, 4))
}

// @ts-ignore: decorator
@inline
function mixed(hash: u64, part: i32): u64 {
  return rotl((hash ^ <u64>(<u32>part)) * K, 29)
}

// @ts-ignore: decorator
@inline
function slotIndex(hash: u64, count: u32): u32 {
  return <u32>(hash ^ (hash >> 32)) & (count - 1)
}

/** One text, or two that belong together. */
function internText(table: u32, start: u32, end: u32, secondStart: u32, secondEnd: u32): i32 {
  const length = end - start
  const secondLength = secondEnd - secondStart
  if (length + secondLength > LONGEST) return NOT_KEPT
  let hash = hashOf(0, start, end)
  if (secondLength != 0) hash = hashOf(hash, secondStart, secondEnd)
  let index = slotIndex(hash, TEXT_SLOT_COUNT)
  for (let step: u32 = 0; step < MOST_STEPS; step++) {
    const slot = slotsOf(table) + index * SLOT_BYTES
    const number = load<u32>(slot, 8)
    if (number == 0) {
      const state = stateOf(table)
      const count = load<u32>(state)
      const kept = load<u32>(state, 4)
      if (count >= TEXT_SLOT_COUNT / 2 || kept + length + secondLength + 128 > arenaOf(table) + ARENA_BYTES) return FULL
      if (table == STRETCHES) store<u32>(OFFSETS + count * 4, kept)
      store<u64>(slot, hash)
      store<u32>(slot, count + 1, 8)
      store<u32>(slot, kept, 12)
      store<u32>(kept, length)
      store<u32>(kept, secondLength, 4)
      memory.copy(kept + 8, start, length)
      memory.copy(kept + 8 + length, secondStart, secondLength)
      store<u32>(state, count + 1)
      store<u32>(state, kept + 8 + length + secondLength, 4)
      return count
    }
    if (load<u64>(slot) == hash) {
      const kept = load<u32>(slot, 12)
      if (
        load<u32>(kept) == length &&
        load<u32>(kept, 4) == secondLength &&
        sameBytes(kept + 8, start, length) &&
        sameBytes(kept + 8 + length, secondStart, secondLength)
      )
        return number - 1
    }
    index = (index + 1) & (TEXT_SLOT_COUNT - 1)
  }
  return NOT_KEPT
}

// @ts-ignore: decorator
@inline
function next(hash: u64, at: u32): u64 {
  return rotl((hash ^ load<u64>(at)) * K, 29)
}

function hashOf(seed: u64, start: u32, end: u32): u64 {
  let hash = (seed ^ <u64>(end - start)) * K
  let at = start
  if (end - start >= 64) {
    // Four at a time, so that no step waits for the one before it.
    let second = hash + K
    let third = second + K
    let fourth = third + K
    for (; at + 32 <= end; at += 32) {
      hash = next(hash, at)
      second = next(second, at + 8)
      third = next(third, at + 16)
      fourth = next(fourth, at + 24)
    }
    hash = rotl((rotl((rotl((hash ^ second) * K, 29) ^ third) * K, 29) ^ fourth) * K, 29)
  }
  for (; at + 8 <= end; at += 8) hash = next(hash, at)
  if (at < end) hash = rotl((hash ^ (load<u64>(at) & lowBytes(end - at))) * K, 29)
  return hash ^ (hash >> 29)
}

// @ts-ignore: decorator
@inline
function lowBytes(count: u32): u64 {
  return ((<u64>1) << (<u64>count * 8)) - 1
}

function sameBytes(a: u32, b: u32, length: u32): bool {
  let at: u32 = 0
  if (ASC_FEATURE_SIMD) {
    for (; at + 32 <= length; at += 32) {
      const low = v128.xor(v128.load(a + at), v128.load(b + at))
      const high = v128.xor(v128.load(a + at, 16), v128.load(b + at, 16))
      if (v128.any_true(v128.or(low, high))) return false
    }
  }
  for (; at + 8 <= length; at += 8) if (load<u64>(a + at) != load<u64>(b + at)) return false
  return at == length || ((load<u64>(a + at) ^ load<u64>(b + at)) & lowBytes(length - at)) == 0
}
