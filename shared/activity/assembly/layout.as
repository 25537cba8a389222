// Where things are in the module's memory; the host knows the same numbers (trail-scanner.ts).
export const NESTING: u32 = 1024
export const TABLES: u32 = 2048
export const SPANS: u32 = 4096
export const OUT: u32 = 8192
export const OUT_RECORDS: u32 = 2048
export const OUT_BYTES: u32 = 128
/** Where the texts of stretches are, and those of parameters, by some of their first bytes. */
export const KNOWN: u32 = 1 << 19
export const KNOWN_COUNT: u32 = 1 << 14
/** Members that belong to no stretch. */
export const MEMBERS: u32 = 5 << 17
export const MEMBER_COUNT: u32 = 1 << 9
export const MEMBER_BYTES: u32 = 256
/** One byte a row, set by the host: the parameters of its records do not come back, and need no number. */
export const ROW_FORGETS: u32 = 3 << 18
export const INPUT: u32 = 1 << 20
/** The stretches of each row, by the row's number. */
export const ROW_PARTS: u32 = 5 << 19
/** Where the bytes of each stretch begin, by its number. */
export const OFFSETS: u32 = 11 << 18
export const ROW_SLOTS: u32 = 3 << 20
export const TEXT_SLOTS: u32 = 9 << 19
export const ARENAS: u32 = 11 << 19

/** Tables are never more than half full. */
export const ROW_SLOT_COUNT: u32 = 1 << 14
/** Of each of the two tables of texts: stretches, and parameters with resources. */
export const TEXT_SLOT_COUNT: u32 = 1 << 15
export const SLOT_BYTES: u32 = 16
export const ARENA_BYTES: u32 = 4 << 20
/** Before the bytes of a kept text: its length; the length of the one with it; its number; a stretch's marks. */
export const TEXT_HEADER: u32 = 16
export const STRETCHES: u32 = 0
export const PARAMETERS: u32 = 1
/** Of one record. Each is neighbouring members of one kind whose values come back in other records. */
export const MOST_STRETCHES: u32 = 7
/** Of each: where it begins and ends, its number plus one if that is known, its marks. */
export const STRETCH_SPANS: u32 = 2560

export const DEEPEST: u32 = 200
export const EVENT_TIME: u32 = 0
export const EVENT_ID: u32 = 1
export const REQUEST_PARAMETERS: u32 = 2
export const RESOURCES: u32 = 3
export const RESPONSE_ELEMENTS: u32 = 4
export const ERROR_MESSAGE: u32 = 6
export const SHARED_EVENT_ID: u32 = 7
export const ADDENDUM: u32 = 9
/** From here on: the fields that come back. */
export const USER_IDENTITY: u32 = 10
export const EVENT_SOURCE: u32 = 11
export const EVENT_NAME: u32 = 12
export const ERROR_CODE: u32 = 17
export const EVENT_VERSION: u32 = 20
export const SOURCE_IP_ADDRESS: u32 = 22
