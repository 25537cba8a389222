import path from 'node:path'
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import { clientConfigurationOf } from '#shared/clients/audit-clients.ts'
import { systemClock } from '#shared/clients/clock.ts'
import type { LookupPosition, LookupQuestion } from '#shared/clients/cloudtrail/lookup-events.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { UsageError } from '../exit-codes.ts'
import { credentialsFrom, type LiveOptions, regionFrom } from '../live-account.ts'
import { writeWhole } from '../output.ts'
import { endProgress, progress } from '../terminal.ts'
import { lookupActivity } from './lookup-activity.ts'
import { isSameQuestion, type QuestionOptions, questionOf } from './lookup-question.ts'
import { readPositions, writePositions } from './resume-file.ts'

export interface LiveActivityOptions extends LiveOptions, QuestionOptions {
  readonly days?: number
  readonly resume?: string
  readonly out?: string
}

const KEPT_DAYS = 90

/** Where a partition records IAM, STS's global endpoint and most sign-ins. */
const homeOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'cn-north-1'
  if (region.startsWith('us-gov-')) return 'us-gov-west-1'
  return region.startsWith('eusc-') ? 'eusc-de-east-1' : 'us-east-1'
}

const freshStarts = (options: LiveActivityOptions, question: LookupQuestion): readonly LookupPosition[] => {
  const now = systemClock.now()
  const [to, from] = [now, new Date(now.getTime() - (options.days ?? KEPT_DAYS) * DAY_MS)].map((at) => at.toISOString())
  const region = regionFrom(options)
  const regions = options.regions ?? [...new Set([region, homeOf(region)])]
  return regions.map((name) => ({ region: name, question, from: from ?? '', to: to ?? '' }))
}

const startsOf = async (options: LiveActivityOptions): Promise<readonly [LookupPosition, ...LookupPosition[]]> => {
  const asked = questionOf(options)
  const [left, ...others] = options.resume === undefined ? [] : await readPositions(options.resume)
  if (left !== undefined) {
    if (asked !== undefined && !isSameQuestion(asked, left.question))
      throw new UsageError(
        `${options.resume ?? ''} goes on with another question; leave the question out, or the file.`,
      )
    return [left, ...others]
  }
  if (asked === undefined)
    throw new UsageError('Say what to ask event history: --key AKIA…, --user NAME, --root or --event NAME.')
  const [first, ...more] = freshStarts(options, asked)
  if (first === undefined) throw new UsageError('Name at least one Region with --regions.')
  return [first, ...more]
}

/** Asks CloudTrail's event history: slow (two requests a second) and for one question only, but there without any trail. */
export const liveActivity = async (options: LiveActivityOptions) => {
  const starts = await startsOf(options)
  const region = regionFrom(options)
  const credentials = credentialsFrom(options, region)
  const { out, resume } = options
  try {
    const found = await lookupActivity({
      question: starts[0].question,
      starts,
      clientOf: (name) => new CloudTrailClient(clientConfigurationOf({ region: name, credentials })),
      clock: systemClock,
      deadline: new Date(systemClock.now().getTime() + options.minutes * 60_000),
      keep: async (name, text) => {
        if (out !== undefined) await writeWhole(path.join(out, 'cloudtrail', name), text)
      },
      progress,
    })
    if (resume !== undefined) await writePositions(resume, found.lookup.positions)
    return found
  } finally {
    endProgress()
  }
}
