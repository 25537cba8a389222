// Where things are in the module's memory; the host knows the same numbers (trail-scanner.ts).
export const NESTING: u32 = 1024
export const SPANS: u32 = 4096
export const OUT: u32 = 8192
export const OUT_RECORDS: u32 = 4096
export const OUT_BYTES: u32 = 128
export const INPUT: u32 = 1 << 20
export const ROW_SLOTS: u32 = 3 << 20
export const MEMO_SLOTS: u32 = 5 << 20
export const SLOTS: u32 = 1 << 17
export const ROW_ARENA: u32 = 7 << 20
export const MEMO_ARENA: u32 = 15 << 20
export const ARENA_BYTES: u32 = 6 << 20
/** Where each row's bytes begin in the arena. */
export const ROW_OFFSETS: u32 = 23 << 20

export const DEEPEST: u32 = 200
export const FIELDS: u32 = 24
export const EVENT_TIME: u32 = 0
export const EVENT_ID: u32 = 1
export const REQUEST_PARAMETERS: u32 = 2
export const RESOURCES: u32 = 3
export const RESPONSE_ELEMENTS: u32 = 4
export const ERROR_MESSAGE: u32 = 6
export const SHARED_EVENT_ID: u32 = 7
export const ADDENDUM: u32 = 9
export const FIRST_STABLE: u32 = 10
export const USER_IDENTITY: u32 = 10
export const EVENT_SOURCE: u32 = 11
export const EVENT_NAME: u32 = 12
export const ERROR_CODE: u32 = 19
