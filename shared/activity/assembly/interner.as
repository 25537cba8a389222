import { hashOf, mixed, sameBytes } from './bytes'
import { forgetTexts, keepText } from './known'
import {
  ARENA_BYTES,
  ARENAS,
  MOST_STRETCHES,
  OFFSETS,
  PARAMETERS,
  REQUEST_PARAMETERS,
  RESOURCES,
  ROW_FORGETS,
  ROW_PARTS,
  ROW_SLOT_COUNT,
  ROW_SLOTS,
  SLOT_BYTES,
  SPANS,
  STRETCH_SPANS,
  STRETCHES,
  TABLES,
  TEXT_HEADER,
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

let rows: u32 = 0
/** A slot counts as empty unless it was filled in its table's present generation: nothing is to be wiped. */
let rowGeneration: u32 = 0
const LAST_GENERATION: u32 = 0xffff

function forgetRowMarks(): void {
  memory.fill(ROW_FORGETS, 0, ROW_SLOT_COUNT / 2)
}

export function resetRows(): void {
  forgetRowMarks()
  rows = 0
  rowGeneration = afterGeneration(rowGeneration, ROW_SLOTS, ROW_SLOT_COUNT)
  resetTexts(STRETCHES)
}

export function resetMemos(): void {
  forgetRowMarks()
  resetTexts(PARAMETERS)
}

function afterGeneration(generation: u32, slots: u32, count: u32): u32 {
  if (generation < LAST_GENERATION) return generation + 1
  memory.fill(slots, 0, count * SLOT_BYTES)
  return 1
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

/** A table's count, the end of its arena, its generation. */
// @ts-ignore: decorator
@inline
function stateOf(table: u32): u32 {
  return TABLES + table * 16
}

function resetTexts(table: u32): void {
  forgetTexts(table)
  const state = stateOf(table)
  store<u32>(state, 0)
  store<u32>(state, arenaOf(table), 4)
  store<u32>(state, afterGeneration(load<u32>(state, 8), slotsOf(table), TEXT_SLOT_COUNT), 8)
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
    const number = numberOf(STRETCH_SPANS + index * 16)
    if (number < 0) return number
    store<u32>(parts + 4 + index * 4, number + 1)
    hash = mixed(hash, number)
  }
  return internParts(parts, hash)
}

function numberOf(stretch: u32): i32 {
  const known = load<u32>(stretch, 8)
  if (known != 0) return known - 1
  return internText(STRETCHES, load<u32>(stretch), load<u32>(stretch, 4), 0, 0, load<u32>(stretch, 12))
}

function internParts(parts: u32, hash: u64): i32 {
  let index = slotIndex(hash, ROW_SLOT_COUNT)
  for (let step: u32 = 0; step < MOST_STEPS; step++) {
    const slot = ROW_SLOTS + index * SLOT_BYTES
    const number = numberIn(slot, rowGeneration)
    if (number < 0) {
      store<u64>(slot, hash)
      store<u32>(slot, rows | (rowGeneration << 16), 8)
      return rows++
    }
    if (load<u64>(slot) == hash && areSameParts(ROW_PARTS + number * 32, parts)) return number
    index = (index + 1) & (ROW_SLOT_COUNT - 1)
  }
  return NOT_KEPT
}

/** -1: the slot is empty. */
// @ts-ignore: decorator
@inline
function numberIn(slot: u32, generation: u32): i32 {
  return load<u16>(slot, 10) == generation ? <i32>load<u16>(slot, 8) : -1
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

/** `known`: where the same parameters are kept, or 0. */
export function internParameters(known: u32): i32 {
  const first = SPANS + REQUEST_PARAMETERS * 8
  const second = SPANS + RESOURCES * 8
  if (known != 0 && (load<u32>(known, 4) | load<u32>(second)) == 0) return load<u32>(known, 8)
  return internText(PARAMETERS, load<u32>(first), load<u32>(first, 4), load<u32>(second), load<u32>(second, 4), 0)
}

// @ts-ignore: decorator
@inline
function slotIndex(hash: u64, count: u32): u32 {
  return <u32>(hash ^ (hash >> 32)) & (count - 1)
}

/** One text, or two that belong together; `marks` are kept with it. */
function internText(table: u32, start: u32, end: u32, secondStart: u32, secondEnd: u32, marks: u32): i32 {
  const length = end - start
  const secondLength = secondEnd - secondStart
  if (length + secondLength > LONGEST) return NOT_KEPT
  let hash = hashOf(0, start, end)
  if (secondLength != 0) hash = hashOf(hash, secondStart, secondEnd)
  const state = stateOf(table)
  const generation = load<u32>(state, 8)
  let index = slotIndex(hash, TEXT_SLOT_COUNT)
  for (let step: u32 = 0; step < MOST_STEPS; step++) {
    const slot = slotsOf(table) + index * SLOT_BYTES
    const number = numberIn(slot, generation)
    if (number < 0) {
      const count = load<u32>(state)
      const kept = load<u32>(state, 4)
      if (count >= TEXT_SLOT_COUNT / 2 || kept + length + secondLength + 128 > arenaOf(table) + ARENA_BYTES) return FULL
      if (table == STRETCHES) store<u32>(OFFSETS + count * 4, kept)
      store<u64>(slot, hash)
      store<u32>(slot, count | (generation << 16), 8)
      store<u32>(slot, kept, 12)
      store<u32>(kept, length)
      store<u32>(kept, secondLength, 4)
      store<u32>(kept, count, 8)
      store<u32>(kept, marks, 12)
      memory.copy(kept + TEXT_HEADER, start, length)
      memory.copy(kept + TEXT_HEADER + length, secondStart, secondLength)
      store<u32>(state, count + 1)
      store<u32>(state, kept + TEXT_HEADER + length + secondLength, 4)
      if (length != 0) keepText(table, start, kept)
      return count
    }
    if (load<u64>(slot) == hash) {
      const kept = load<u32>(slot, 12)
      if (
        load<u32>(kept) == length &&
        load<u32>(kept, 4) == secondLength &&
        sameBytes(kept + TEXT_HEADER, start, length) &&
        sameBytes(kept + TEXT_HEADER + length, secondStart, secondLength)
      )
        return number
    }
    index = (index + 1) & (TEXT_SLOT_COUNT - 1)
  }
  return NOT_KEPT
}
