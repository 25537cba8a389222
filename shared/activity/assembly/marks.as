import { ERROR_CODE, EVENT_ID, EVENT_NAME, EVENT_SOURCE, EVENT_TIME, SHARED_EVENT_ID, USER_IDENTITY } from './layout'

// What is known of a record, or of some of its members, in 32 bits: which fields they are, and above those which of the
// fields that a record cannot do without have the form that they must have.

export const FIELDS: u32 = 0xffffff

// @ts-ignore: decorator
@inline
export function markOf(field: u32): u32 {
  return (<u32>1) << field
}

/** The bit of those fields that are looked at: 0 for others. */
export function usableMark(field: u32): u32 {
  switch (field) {
    case EVENT_TIME:
      return 1 << 24
    case EVENT_ID:
      return 1 << 25
    case SHARED_EVENT_ID:
      return 1 << 26
    case USER_IDENTITY:
      return 1 << 27
    case EVENT_SOURCE:
      return 1 << 28
    case EVENT_NAME:
      return 1 << 29
    case ERROR_CODE:
      return 1 << 30
  }
  return 0
}

/** The field's marks with that value: a string that is not empty is usable, as `userIdentity` an object is. */
export function marksOf(field: u32, start: u32, end: u32): u32 {
  const byte = load<u8>(start)
  const usable = field == USER_IDENTITY ? byte == 0x7b : byte == 0x22 && end > start + 2
  return markOf(field) | (usable ? usableMark(field) : 0)
}

// @ts-ignore: decorator
@inline
export function isUsable(marks: u32, field: u32): bool {
  return (marks & usableMark(field)) != 0
}
