import * as z from 'zod/mini'
import type { LastUse } from '#shared/facts/credential.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { answersOf } from './json-values.ts'
import { optionalText } from './list-answer.ts'
import { type Parsed, pastInstant, type Place, type Reading, reportProblem, startReading } from './reading.ts'

const answer = z.object({
  AccessKeyId: optionalText,
  UserName: optionalText,
  AccessKeyLastUsed: z.object({ LastUsedDate: optionalText, ServiceName: optionalText, Region: optionalText }),
})

const told = (text: string | null | undefined): text is string => Boolean(text) && text !== 'N/A'

const lastUseOf = (
  { LastUsedDate, ServiceName, Region }: z.output<typeof answer>['AccessKeyLastUsed'],
  reading: Reading,
  place: Place,
): LastUse => {
  if (!told(LastUsedDate)) return { state: 'never-or-not-tracked' }
  const at = pastInstant(reading, LastUsedDate, 'LastUsedDate', place)
  if (at.state === 'unknown') return at
  return {
    state: 'used',
    at: at.value,
    ...(told(Region) && { region: Region }),
    ...(told(ServiceName) && { service: ServiceName }),
  }
}

/** Last use by key id. AWS's own answer does not repeat the id, so an answer without the collector's `AccessKeyId` cannot be joined. */
export const parseAccessKeyLastUsed = (file: EvidenceFile, now: Date): Parsed<ReadonlyMap<string, LastUse>> => {
  const reading = startReading('access-key-last-used', file, now)
  const facts = new Map<string, LastUse>()
  for (const [index, value] of answersOf(file).entries()) {
    const parsed = z.safeParse(answer, value)
    const at = `[${index}]`
    if (!parsed.success) {
      reportProblem(reading, 'broken-answer', `${file.name} ${at} is left out: it has no AccessKeyLastUsed.`, { at })
      continue
    }
    const { AccessKeyId, UserName, AccessKeyLastUsed } = parsed.data
    const place: Place = { at, ...(UserName && { name: UserName }) }
    if (AccessKeyId) facts.set(AccessKeyId, lastUseOf(AccessKeyLastUsed, reading, place))
    else
      reportProblem(
        reading,
        'no-key-id',
        `${file.name} ${at} is left out: it does not say which AccessKeyId it is about.`,
        place,
      )
  }
  return { facts, problems: reading.problems }
}
