import { networkOfAddress, noGeneralForm, productOfAgent } from './generalised-forms.ts'
import type { CallOutcome } from './outcome.ts'
import type { RecordRow, RowUse } from './record-row.ts'
import { addSighting, type Seen } from './sightings.ts'
import { addValue } from './value-set.ts'
import {
  type AccessKeyUse,
  type ActionUse,
  newAccessKeyUse,
  newActionUse,
  newPrincipalUse,
  type UsageProfile,
} from './usage-profile.ts'

/** Records that share a row, folded at once. */
export interface RowBatch {
  readonly seen: Seen
  readonly undated: number
  /** One day may be there in several parts. */
  readonly days: readonly DaySeen[]
}

export interface DaySeen extends Seen {
  /** Since the epoch. */
  readonly day: number
}

/** `known`: the profile's entry for the row, where it is at hand. */
export const foldRow = (profile: UsageProfile, row: RecordRow, batch: RowBatch, known?: ActionUse): void => {
  profile.recordsRead += batch.seen.count
  foldCoverage(profile, row, batch)
  if (row.skip !== undefined) profile.skipped.set(row.skip, (profile.skipped.get(row.skip) ?? 0) + batch.seen.count)
  if (!row.use) return
  addSighting(profile.window, batch.seen)
  const action = known ?? actionUseOf(profile, row.use)
  if (action) foldAction(action, row.use, batch)
  foldPrincipalId(profile, row.use, batch.seen)
  if (row.use.accessKeyId.startsWith('AKIA')) foldAccessKey(profile, row.use, batch)
}

/** The profile's entry for the row; undefined when the profile is full and the entry is not among those kept. */
export const actionUseOf = (profile: UsageProfile, use: RowUse): ActionUse | undefined => {
  const principal = profile.principals.obtain(use.principalKey, () => newPrincipalUse(use.principal))
  return principal?.actions.obtain(use.actionKey, () => newActionUse(use))
}

const foldPrincipalId = (profile: UsageProfile, use: RowUse, seen: Seen): void => {
  const principal = profile.principals.get(use.principalKey)
  if (principal && use.principal.id !== '') addValue(principal.ids, use.principal.id, seen, noGeneralForm)
}

const foldCoverage = (profile: UsageProfile, row: RecordRow, batch: RowBatch): void => {
  for (const seen of batch.days) {
    const cell = JSON.stringify([row.coverageAccount, row.coverageRegion, seen.day, row.coverageKind])
    profile.coverage.add(cell, seen)
  }
}

const foldAction = (action: ActionUse, use: RowUse, batch: RowBatch): void => {
  const { seen } = batch
  countOutcome(action, use.outcome, seen.count)
  action.undated += batch.undated
  action.mfa[use.mfa] += seen.count
  addSighting(action.seen, seen)
  foldDays(action, batch)
  if (use.errorCode !== '') addValue(action.errorCodes, use.errorCode, seen, noGeneralForm)
  foldOrigin(action, use, seen)
}

export const countOutcome = (
  to: Pick<ActionUse, 'ok' | 'dryRun' | 'denied' | 'failed' | 'noEvidence'>,
  outcome: CallOutcome,
  count: number,
): void => {
  if (outcome === 'denied') to.denied += count
  else if (outcome === 'failed') to.failed += count
  else if (outcome === 'no-evidence') to.noEvidence += count
  else to.ok += count
  if (outcome === 'dry-run') to.dryRun += count
}

const foldDays = (to: Pick<ActionUse, 'days'>, batch: RowBatch): void => {
  for (const seen of batch.days) to.days.add(String(seen.day), seen)
}

const foldOrigin = (
  to: Pick<ActionUse, 'regions' | 'sourceAddresses' | 'userAgents' | 'accessKeyIds'>,
  use: RowUse,
  seen: Seen,
): void => {
  if (use.region !== '') addValue(to.regions, use.region, seen, noGeneralForm)
  if (use.sourceAddress !== '') addValue(to.sourceAddresses, use.sourceAddress, seen, networkOfAddress)
  if (use.userAgent !== '') addValue(to.userAgents, use.userAgent, seen, productOfAgent)
  if (use.accessKeyId !== '') addValue(to.accessKeyIds, use.accessKeyId, seen, noGeneralForm)
}

const foldAccessKey = (profile: UsageProfile, use: RowUse, batch: RowBatch): void => {
  const key: AccessKeyUse | undefined = profile.accessKeys.obtain(use.accessKeyId, () =>
    newAccessKeyUse(use.accessKeyId),
  )
  if (!key) return
  const { seen } = batch
  addSighting(key.seen, seen)
  foldDays(key, batch)
  addValue(key.principals, use.principal.arn, seen, noGeneralForm)
  addValue(key.calls, JSON.stringify([use.eventSource, use.eventName, use.outcome]), seen, noGeneralForm)
  if (use.region !== '') addValue(key.regions, use.region, seen, noGeneralForm)
  if (use.sourceAddress !== '') addValue(key.sourceAddresses, use.sourceAddress, seen, networkOfAddress)
  if (use.userAgent !== '') addValue(key.userAgents, use.userAgent, seen, productOfAgent)
}
