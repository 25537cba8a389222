import type { S3Client } from '@aws-sdk/client-s3'
import { writeBackfillList } from '#shared/clients/backfill-lists.ts'
import { accountsBelow, trailBasesOf } from '#shared/clients/trail-bucket.ts'
import { DAY_MS, isoDate } from '#shared/facts/instant.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import { planBackfill, planPublication } from '#shared/jobs/plan-backfill.ts'
import type { Plan } from './request.ts'
import { type SweptTrail, windowOf } from './sweep-trail.ts'

export interface PlanAnswer {
  /** Keys of two lists for the ItemReader: what to fold, and which profiles to put together afterwards. */
  readonly items: string
  readonly publications: string
  readonly count: number
  readonly accounts: number
}

const accountsOf = async (s3: S3Client, { bucket, prefix }: SweptTrail): Promise<readonly string[]> => {
  const bases = await trailBasesOf(s3, { bucket, prefix, isOrganizationTrail: true })
  return sortedUnique((await Promise.all(bases.map((base) => accountsBelow(s3, { bucket, base })))).flat())
}

/** Divides a back-fill among workers, and leaves the lists in the bucket of the evidence. A day that has not ended is left to the reader of files: a query would be paid for twice. */
export const writePlan = async (bucket: string, trail: SweptTrail, { run, what }: Plan): Promise<PlanAnswer> => {
  const { source = 'files' } = what
  const latest = source === 'athena' ? new Date(trail.now.getTime() - DAY_MS) : trail.now
  const { from, to } = windowOf(what, latest)
  const window = { from: isoDate(from), to: isoDate(to < latest ? to : latest) }
  const accounts = what.accounts ?? (await accountsOf(trail.s3, trail))
  const items = planBackfill(source, window, accounts)
  return {
    items: await writeBackfillList(trail.s3, { bucket, run, name: 'items' }, items),
    publications: await writeBackfillList(trail.s3, { bucket, run, name: 'publications' }, planPublication(accounts)),
    count: items.length,
    accounts: accounts.length,
  }
}
