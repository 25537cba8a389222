import type { S3Client } from '@aws-sdk/client-s3'
import { listTrailObjects, trailBasesOf } from '#shared/clients/trail-bucket.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { foldActivity, type FoldReport, type FoldTools, type LogObjectToFold } from '#shared/jobs/fold-activity.ts'
import { logObjectOf, type Window } from './request.ts'

const DEFAULT_DAYS = 3
const MOST_PENDING = 20_000

export interface SweptTrail {
  readonly s3: S3Client
  readonly bucket: string
  readonly prefix: string | undefined
  readonly now: Date
}

export interface SweepReport extends Pick<FoldReport, 'folded' | 'known'> {
  readonly unreadable: number
  readonly failed: readonly { readonly object: string; readonly reason: string }[]
  /** The time was over: another sweep goes on, as whatever is folded is known. */
  readonly more: boolean
}

export const windowOf = (
  { days = DEFAULT_DAYS, from, to }: Window,
  now: Date,
): { readonly from: Date; readonly to: Date } => {
  const end = to === undefined ? now : new Date(`${to}T00:00:00Z`)
  return {
    from: from === undefined ? new Date(end.getTime() - (days - 1) * DAY_MS) : new Date(`${from}T00:00:00Z`),
    to: end,
  }
}

/** Folds whatever was delivered within the days and was announced by no message, account by account. */
export const sweepTrail = async (tools: FoldTools, trail: SweptTrail, sweep: Window): Promise<SweepReport> => {
  const { s3, bucket, prefix, now } = trail
  const window = {
    ...windowOf(sweep, now),
    extraDays: 0,
    ...(sweep.accounts && { accounts: sweep.accounts }),
  }
  const total = { folded: 0, known: 0, unreadable: 0, failed: [] as { object: string; reason: string }[], more: false }
  const fold = async (objects: readonly LogObjectToFold[]): Promise<void> => {
    const report = await foldActivity(tools, objects)
    total.folded += report.folded
    total.known += report.known
    total.unreadable += report.unreadable.length
    total.failed.push(...report.failed.map(({ object, reason }) => ({ object: object.key, reason })))
    total.more ||= report.left.length > 0
  }
  // Whether it is an organization's shows in the bucket itself.
  for (const base of await trailBasesOf(s3, { bucket, prefix, isOrganizationTrail: true })) {
    let pending: LogObjectToFold[] = []
    for await (const { key } of listTrailObjects(s3, { bucket, base }, window)) {
      const [object] = logObjectOf(bucket, key)
      if (!object) continue
      const [first] = pending
      if (first && (first.account !== object.account || pending.length >= MOST_PENDING)) {
        await fold(pending)
        pending = []
      }
      if (!tools.hasTime()) return { ...total, more: true }
      pending.push(object)
    }
    await fold(pending)
  }
  return total
}
