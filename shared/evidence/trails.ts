import * as z from 'zod/mini'
import { isJsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import { type Known, known, mapKnown, unknownFact } from '#shared/facts/known.ts'
import type { Trail } from '#shared/facts/settings.ts'
import { managementEventsOf } from './event-selectors.ts'
import { EvidenceError } from './evidence-error.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { answersOf } from './json-values.ts'
import { optionalText, parseListAnswer } from './list-answer.ts'
import type { Parsed } from './reading.ts'
import { failureWords, noteFailure, readFile, readWhole, type SourceLedger } from './source-ledger.ts'

const flag = z.nullish(z.boolean())

type ListedTrail = Omit<Trail, 'isLogging' | 'managementEvents'>

const parseTrails = parseListAnswer({
  source: 'trails',
  listKey: 'trailList',
  item: z.object({
    TrailARN: z.string(),
    Name: z.string(),
    HomeRegion: optionalText,
    IsMultiRegionTrail: flag,
    IsOrganizationTrail: flag,
    IncludeGlobalServiceEvents: flag,
    LogFileValidationEnabled: flag,
    KmsKeyId: optionalText,
    S3BucketName: optionalText,
    S3KeyPrefix: optionalText,
    CloudWatchLogsLogGroupArn: optionalText,
  }),
  toFact: (item): ListedTrail => ({
    kind: 'trail',
    arn: item.TrailARN,
    name: item.Name,
    homeRegion: item.HomeRegion ?? '',
    isMultiRegion: item.IsMultiRegionTrail ?? false,
    isOrganizationTrail: item.IsOrganizationTrail ?? false,
    includesGlobalEvents: item.IncludeGlobalServiceEvents ?? false,
    logFileValidation: item.LogFileValidationEnabled ?? false,
    ...(item.KmsKeyId && { kmsKeyId: item.KmsKeyId }),
    bucket: item.S3BucketName ?? '',
    ...(item.S3KeyPrefix && { bucketPrefix: item.S3KeyPrefix }),
    ...(item.CloudWatchLogsLogGroupArn && { logGroupArn: item.CloudWatchLogsLogGroupArn }),
  }),
})

type AnswersByTrail = ReadonlyMap<string, JsonValue>

const parseByTrail = (file: EvidenceFile): Parsed<AnswersByTrail> => {
  const [answer] = answersOf(file)
  if (!isJsonObject(answer)) throw new EvidenceError(`${file.name} is not an object by trail ARN; fetch it again.`)
  return { facts: new Map(Object.entries(answer)), problems: [] }
}

/** The answer for one trail; where there is none, the call that failed says why. */
const readByTrail = (ledger: SourceLedger, name: 'trail-status' | 'event-selectors') => {
  const read = readFile(ledger, name, parseByTrail)
  const failure = read.state === 'known' ? noteFailure(ledger, name) : undefined
  return (arn: string): Known<JsonValue> => {
    if (read.state === 'unknown') return read
    const answer = read.value.get(arn)
    if (answer !== undefined) return known(answer)
    return unknownFact(failure ? failureWords(failure) : `${name}.json has no answer for ${arn}.`)
  }
}

const loggingOf = (status: Known<JsonValue>, arn: string): Known<boolean> => {
  if (status.state === 'unknown') return status
  const value = isJsonObject(status.value) ? ownProperty(status.value, 'IsLogging') : undefined
  return typeof value === 'boolean' ? known(value) : unknownFact(`trail-status.json does not tell whether ${arn} logs.`)
}

/** The trails, each with whether it logs and which management events it takes. A shadow trail stands once, by its ARN. */
export const readTrails = (ledger: SourceLedger): Known<readonly Trail[]> => {
  const trails = readWhole(ledger, 'trails', parseTrails)
  const status = readByTrail(ledger, 'trail-status')
  const selectors = readByTrail(ledger, 'event-selectors')
  return mapKnown(trails, (listed) =>
    [...new Map(listed.map((trail) => [trail.arn, trail])).values()].map((trail): Trail => ({
      ...trail,
      isLogging: loggingOf(status(trail.arn), trail.arn),
      managementEvents: managementEventsOf(selectors(trail.arn), trail.arn),
    })),
  )
}
