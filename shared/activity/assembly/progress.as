// How far a scan came.

/** Records that were written out. */
export let written: u32 = 0
/** Behind the last of them. */
export let stoppedAt: u32 = 0
/** Why it stopped; see below. */
export let status: i32 = 0

/** The bytes ended, within a record or not. */
export const ENDED: i32 = 0
export const UNSURE: i32 = 1
/** No room for more records in the output, or for more rows. */
export const FULL: i32 = 2
export const FULL_OF_PARAMETERS: i32 = 3

export function start(at: u32): void {
  written = 0
  stoppedAt = at
  status = ENDED
}

export function wrote(end: u32): void {
  written++
  stoppedAt = end
}

export function stop(why: i32): void {
  status = why
}
