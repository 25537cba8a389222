import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { reportFile, rootRow, type Row, userRow } from '#test/evidence/evidence-folder.ts'
import { daysAgo } from './judged-evidence.ts'

// The credential report of tables of what peers' own tests set up.

/** Root in order, and these users. */
export const report = (...rows: readonly Row[]): readonly EvidenceFile[] => [reportFile(rootRow(), ...rows)]
/** One user, made long ago. */
export const alice = (more: Row): readonly EvidenceFile[] =>
  report(userRow('alice', { user_creation_time: daysAgo(600), ...more }))

/** A key made and last used so many days ago. */
export const key = (slot: 1 | 2, rotated: number, used?: number, active = 'true'): Row => ({
  [`access_key_${slot}_active`]: active,
  [`access_key_${slot}_last_rotated`]: daysAgo(rotated),
  [`access_key_${slot}_last_used_date`]: used === undefined ? 'N/A' : daysAgo(used),
})
/** A password changed and last used so many days ago. */
export const password = (changed: number, used?: number, mfa = 'true'): Row => ({
  password_enabled: 'true',
  password_last_changed: daysAgo(changed),
  password_last_used: used === undefined ? 'no_information' : daysAgo(used),
  mfa_active: mfa,
})
