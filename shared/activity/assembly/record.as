import { FULL as NO_ROOM, internParameters, internRow, NOT_KEPT } from './interner'
import {
  ADDENDUM,
  ERROR_CODE,
  ERROR_MESSAGE,
  EVENT_ID,
  EVENT_NAME,
  EVENT_SOURCE,
  EVENT_TIME,
  EVENT_VERSION,
  MOST_STRETCHES,
  OUT,
  OUT_BYTES,
  ROW_FORGETS,
  SHARED_EVENT_ID,
  SOURCE_IP_ADDRESS,
  SPANS,
  STRETCH_SPANS,
  USER_IDENTITY,
} from './layout'
import { FIELDS, isUsable, markOf, marksOf } from './marks'
import { ENDED, FULL, FULL_OF_PARAMETERS, UNSURE, written } from './progress'

// @ts-ignore: decorator
@inline
function startOf(field: u32): u32 {
  return load<u32>(SPANS + field * 8)
}

// @ts-ignore: decorator
@inline
function endOf(field: u32): u32 {
  return load<u32>(SPANS + field * 8, 4)
}

/** Of the members so far. */
export let marks: u32 = 0
let stretches: u32 = 0
let openKind: u32 = 0
/** Of the members before the open stretch. */
let marksBefore: u32 = 0
/** The number, plus one, of the open stretch if it ends there; 0: not known. */
let openNumber: u32 = 0
let openEnd: u32 = 0
/** Where the same parameters are kept; 0: not known. */
let parameters: u32 = 0

const OF_IDENTITY: u32 = ((<u32>1) << USER_IDENTITY) | ((<u32>1) << EVENT_VERSION)
const OF_ORIGIN: u32 = FIELDS & ~(((<u32>1) << SOURCE_IP_ADDRESS) - 1)
const OF_NONE: u32 = ((<u32>1) << USER_IDENTITY) - 1

/** Members that come back together in other records: who called, what was called, from where. 0: each record has its own. */
// @ts-ignore: decorator
@inline
function kindOf(fields: u32): u32 {
  if ((fields & OF_NONE) != 0 || (fields & FIELDS) == 0) return 0
  if ((fields & OF_IDENTITY) != 0) return 1
  return (fields & OF_ORIGIN) != 0 ? 3 : 2
}

export function beginRecord(): void {
  marks = 0
  stretches = 0
  openKind = 0
  parameters = 0
  for (let at = SPANS; at < SPANS + USER_IDENTITY * 8; at += 8) store<u64>(at, 0)
}

/** A member's key begins at `keyStart`; the member before it, if any, ended at `before`. False: it was there already. */
// @ts-ignore: decorator
@inline
export function beginMember(field: i32, keyStart: u32, before: u32): bool {
  const fields = field >= 0 ? markOf(field) : 0
  if ((marks & fields) != 0) return false
  begin(kindOf(fields), keyStart, before)
  return true
}

function begin(kind: u32, keyStart: u32, before: u32): void {
  if (kind == openKind) return
  if (openKind != 0) closeStretch(before)
  if (kind != 0 && stretches < MOST_STRETCHES) store<u32>(STRETCH_SPANS + stretches * 16, keyStart)
  openKind = kind
  openNumber = 0
  marksBefore = marks
}

// @ts-ignore: decorator
@inline
export function endMember(field: i32, start: u32, end: u32): void {
  if (field < 0) return
  marks |= marksOf(field, start, end)
  if (field < <i32>USER_IDENTITY) store<u64>(SPANS + <u32>field * 8, <u64>start | ((<u64>end) << 32))
}

/** A whole stretch, as far as is known: the next member may still belong to it. False: one of its fields was there already. */
export function addStretch(number: u32, fields: u32, start: u32, end: u32): bool {
  if ((marks & fields & FIELDS) != 0) return false
  const kind = kindOf(fields)
  const goesOn = kind == openKind
  begin(kind, start, start - 1)
  marks |= fields
  openNumber = goesOn ? 0 : number + 1
  openEnd = end
  return true
}

export function knowParameters(kept: u32): void {
  parameters = kept
}

function closeStretch(end: u32): void {
  if (stretches < MOST_STRETCHES) {
    const spans = STRETCH_SPANS + stretches * 16
    store<u32>(spans, end, 4)
    store<u32>(spans, openEnd == end ? openNumber : 0, 8)
    store<u32>(spans, marks & ~marksBefore, 12)
  }
  stretches++
}

/** The record's last member ends at `end`. */
export function endMembers(end: u32): void {
  begin(0, end, end)
}

/** Writes one finished record out; anything unusual is left to the host, which parses it whole. */
export function emit(start: u32, end: u32): i32 {
  if (!isUsable(marks, EVENT_TIME) || !isUsable(marks, EVENT_ID) || !isUsable(marks, EVENT_SOURCE)) return UNSURE
  if (!isUsable(marks, EVENT_NAME) || !isUsable(marks, USER_IDENTITY) || (marks & markOf(ADDENDUM)) != 0) return UNSURE
  // With an error's text but no code the outcome is not only the row's.
  if ((marks & markOf(ERROR_MESSAGE)) != 0 && !isUsable(marks, ERROR_CODE)) return UNSURE
  const isShared = (marks & markOf(SHARED_EVENT_ID)) != 0
  if (isShared && !isUsable(marks, SHARED_EVENT_ID)) return UNSURE
  const out = OUT + written * OUT_BYTES
  if (!putTime(out) || !putEventId(out)) return UNSURE
  const row = internRow(isShared ? 1 : 0, stretches)
  if (row < 0) return row == NO_ROOM ? FULL : UNSURE
  const memo = load<u8>(ROW_FORGETS + row) != 0 ? NOT_KEPT : internParameters(parameters)
  if (memo == NO_ROOM) return FULL_OF_PARAMETERS
  store<u32>(out, start)
  store<u32>(out, end, 4)
  store<i32>(out, row, 8)
  store<i32>(out, memo, 12)
  for (let at: u32 = 0; at < 64; at += 8) store<u64>(out + 32 + at, load<u64>(SPANS + 16 + at))
  return ENDED
}

function putEventId(out: u32): bool {
  let high: i32 = 0xdeadbeef
  let low: i32 = 0x41c6ce57
  const end = endOf(EVENT_ID) - 1
  for (let at = startOf(EVENT_ID) + 1; at < end; at++) {
    const byte = <i32>load<u8>(at)
    if (byte == 0x5c || byte >= 0x80) return false
    high = (high ^ byte) * 0x9e3779b1
    low = (low ^ byte) * 0x5f356495
  }
  store<i32>(out, high, 24)
  store<i32>(out, low, 28)
  return true
}

function pair(at: u32): i32 {
  const tens = <i32>load<u8>(at) - 0x30
  const ones = <i32>load<u8>(at + 1) - 0x30
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones
}

/** `YYYY-MM-DDTHH:MM:SSZ`, as CloudTrail writes it; every other form is the host's. */
function putTime(out: u32): bool {
  const at = startOf(EVENT_TIME) + 1
  if (endOf(EVENT_TIME) - at != 21) return false
  if (load<u8>(at, 4) != 0x2d || load<u8>(at, 7) != 0x2d || load<u8>(at, 10) != 0x54) return false
  if (load<u8>(at, 13) != 0x3a || load<u8>(at, 16) != 0x3a || load<u8>(at, 19) != 0x5a) return false
  const century = pair(at)
  const yearOfCentury = pair(at + 2)
  const month = pair(at + 5)
  const day = pair(at + 8)
  const hour = pair(at + 11)
  const minute = pair(at + 14)
  const second = pair(at + 17)
  if (century < 20 || yearOfCentury < 0 || month < 1 || month > 12 || day < 1 || day > 28) {
    // The last days of a month need the calendar; they are checked below.
    if (century < 20 || yearOfCentury < 0 || month < 1 || month > 12 || day < 1) return false
    if (day > daysIn(century * 100 + yearOfCentury, month)) return false
  }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false
  const days = daysSinceEpoch(century * 100 + yearOfCentury, month, day)
  store<f64>(out, <f64>(<i64>days * 86400 + hour * 3600 + minute * 60 + second) * 1000, 16)
  return true
}

function daysIn(year: i32, month: i32): i32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
}

/** Days from 1970-01-01, counting years from March so that the leap day is a year's last. */
function daysSinceEpoch(year: i32, month: i32, day: i32): i32 {
  const y = month <= 2 ? year - 1 : year
  const era = y / 400
  const yearOfEra = y - era * 400
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468
}
