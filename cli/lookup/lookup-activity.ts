import { createHash } from 'node:crypto'
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import { LogFold } from '#shared/activity/log-fold.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { catalogueVersion } from '#shared/catalogue/actions.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import type { Clock } from '#shared/clients/clock.ts'
import {
  lookupEvents,
  lookupLimits,
  type LookupPosition,
  type LookupQuestion,
} from '#shared/clients/cloudtrail/lookup-events.ts'
import { questionSlug } from './lookup-question.ts'

export interface LookupJob {
  readonly question: LookupQuestion
  /** One for each Region; those of a run before, or fresh ones without a token. */
  readonly starts: readonly LookupPosition[]
  readonly clientOf: (region: string) => CloudTrailClient
  readonly clock: Clock
  readonly deadline: Date
  /** Gets each page as the AWS CLI writes it. */
  readonly keep: (name: string, text: string) => Promise<void>
  readonly progress: (sentence: string) => void
}

export interface Lookup {
  readonly question: LookupQuestion
  readonly regions: readonly string[]
  readonly requests: number
  readonly events: number
  readonly notReached: readonly string[]
  readonly positions: readonly LookupPosition[]
}

/** The same page has the same name, so that one that is read twice is kept and counted once. */
const pageName = (question: LookupQuestion, region: string, text: string): string =>
  `lookup-${questionSlug(question)}-${region}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`

const bytesOf = async function* (text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text))
}

/** Asks one Region after the other, and folds what comes page by page: memory does not grow with the answer. */
export const lookupActivity = async ({
  question,
  starts,
  clientOf,
  clock,
  deadline,
  keep,
  progress,
}: LookupJob): Promise<{ readonly profile: UsageProfile; readonly lookup: Lookup }> => {
  const fold = new LogFold({ requestsOf, catalogue: catalogueVersion() })
  const totals = { requests: 0, events: 0 }
  const notReached: string[] = []
  const positions: LookupPosition[] = []
  for (const start of starts) {
    const { region } = start
    const result = await lookupEvents(clientOf(region), start, { region, clock, deadline }, async ({ Events }) => {
      const text = `${JSON.stringify({ Events })}\n`
      const name = pageName(question, region, text)
      await keep(name, text)
      await fold.add({ name, bytes: bytesOf(text) })
      totals.events += Events.length
      progress(`asking CloudTrail's event history in ${region}: ${totals.events} events`)
    })
    totals.requests += result.requests
    notReached.push(...result.notReached)
    if (result.position !== undefined) positions.push(result.position)
  }
  const regions = starts.map(({ region }) => region)
  return {
    profile: fold.profile(),
    lookup: {
      question,
      regions,
      ...totals,
      notReached: [...new Set(notReached), ...lookupLimits(question, regions)],
      positions,
    },
  }
}
