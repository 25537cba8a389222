import { scanCompact } from './compact'
import { scanLoose } from './loose'
import { start as startProgress, status, UNSURE, written } from './progress'

export { resetMemos, resetRows } from './interner'
export { status, stoppedAt } from './progress'

/**
 * Reads whole event objects from `start` (at a brace), checks all of JSON's grammar, and writes out those it is sure of.
 * `list`: elements with one comma between them; else one after the other with white space between.
 */
export function scan(start: u32, end: u32, list: bool): u32 {
  startProgress(start)
  scanCompact(start, end, list)
  if (status == UNSURE && written == 0) {
    startProgress(start)
    scanLoose(start, end, list, isSpaced(start, end) ? 0 : 1)
  }
  return written
}

/** White space near the beginning is there for all records; elsewhere one record alone is unusual. */
function isSpaced(start: u32, end: u32): bool {
  for (let at = start; at < end && at < start + 24; at++) if (load<u8>(at) <= 0x20) return true
  return false
}
