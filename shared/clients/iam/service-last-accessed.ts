import {
  GenerateServiceLastAccessedDetailsCommand,
  type GetServiceLastAccessedDetailsCommandOutput,
  GetServiceLastAccessedDetailsCommand,
} from '@aws-sdk/client-iam'
import { backOff } from '../back-off.ts'
import type { Collection } from '../collection.ts'
import { failureOf, isTransient } from '../failure.ts'
import type { Failure } from '../failure.ts'
import { markerCursor, readPages } from '../pages.ts'

export const actions = ['iam:GenerateServiceLastAccessedDetails', 'iam:GetServiceLastAccessedDetails']

const GENERATE = 'iam:GenerateServiceLastAccessedDetails'
const GET = 'iam:GetServiceLastAccessedDetails'
const JOB_FAILED = 'JobFailed'
const making: Failure = { code: 'JobInProgress', reason: 'IAM is still making the report.' }
const JOB_MS = 120_000
const PAGE = 1_000

type Page = GetServiceLastAccessedDetailsCommandOutput

interface Failed {
  readonly call: string
  readonly failure: Failure
}

/** What IAM told of one principal. Pages without an end come with the failure; no page is no word on it, never `not used`. */
export interface LastAccessedAnswer {
  readonly pages: readonly Page[]
  readonly failed?: Failed
  /** The principal is not there (any more). */
  readonly gone?: true
}

type Step<Value> =
  | { readonly state: 'got'; readonly value: Value }
  | ({ readonly state: 'wait' } & Failed)
  | ({ readonly state: 'failed' } & Failed)
type Ended<Value> = Exclude<Step<Value>, { readonly state: 'wait' }>

/** Of this job alone, so that the next may well succeed. */
export const isOfOneJob = ({ failure: { code } }: Failed): boolean => code === JOB_FAILED || code === making.code

/** The job's id is known to the session that started it, and to no other (IAM User Guide, last accessed information). */
const isUnknownJob = ({ call, failure: { code } }: Failed): boolean =>
  call === GET && (code === 'NoSuchEntity' || code === 'InvalidInput')

const failedBy = (call: string, error: unknown): Step<never> => {
  const failure = failureOf(error)
  return isTransient(failure) ? { state: 'wait', call, failure } : { state: 'failed', call, failure }
}

const generate = async ({ ask, clients }: Collection, Arn: string): Promise<Step<string>> => {
  const command = new GenerateServiceLastAccessedDetailsCommand({ Arn, Granularity: 'ACTION_LEVEL' })
  try {
    const { JobId } = await ask((options) => clients.iam.send(command, options))
    if (JobId !== undefined) return { state: 'got', value: JobId }
    return { state: 'failed', call: GENERATE, failure: { code: 'NoJob', reason: 'IAM took the job and gave no id.' } }
  } catch (error) {
    return failedBy(GENERATE, error)
  }
}

const get = ({ ask, clients }: Collection, JobId: string, Marker?: string): Promise<Page> =>
  ask((options) =>
    clients.iam.send(
      new GetServiceLastAccessedDetailsCommand({ JobId, MaxItems: PAGE, ...(Marker && { Marker }) }),
      options,
    ),
  )

/** The job itself went wrong: nothing is known, which is not the same as nothing used. */
const jobFailed = ({ Error: told }: Page): Failure => {
  const words = told === undefined ? 'it gave no reason.' : `${told.Code}: ${told.Message}`
  return { code: JOB_FAILED, reason: failureOf(new Error(`IAM could not make the report: ${words}`)).reason }
}

const firstPage = async (collection: Collection, job: string): Promise<Step<Page>> => {
  try {
    const page = await get(collection, job)
    if (page.JobStatus === 'COMPLETED') return { state: 'got', value: page }
    if (page.JobStatus !== 'FAILED') return { state: 'wait', call: GET, failure: making }
    return { state: 'failed', call: GET, failure: jobFailed(page) }
  } catch (error) {
    return failedBy(GET, error)
  }
}

const tooLate = ({ call, failure: { code, reason } }: Failed): Failed => ({
  call,
  failure: { code, reason: `The report was not ready in the time given to it. The last answer: ${reason}` },
})

/** Repeats a step that asks for patience, until there is none left. */
const patiently = async <Value>(
  wait: () => Promise<boolean>,
  step: () => Promise<Step<Value>>,
): Promise<Ended<Value>> => {
  for (;;) {
    const result = await step()
    if (result.state !== 'wait') return result
    if (!(await wait())) return { state: 'failed', ...tooLate(result) }
  }
}

const runJob = async (
  collection: Collection,
  arn: string,
  wait: () => Promise<boolean>,
): Promise<LastAccessedAnswer> => {
  const job = await patiently(wait, () => generate(collection, arn))
  if (job.state === 'failed')
    return { pages: [], failed: job, ...(job.failure.code === 'NoSuchEntity' && { gone: true }) }
  const first = await patiently(wait, () => firstPage(collection, job.value))
  if (first.state === 'failed') return { pages: [], failed: first }
  const { pages, cutShort } = await readPages<Page>(
    async (marker) => (marker === undefined ? first.value : get(collection, job.value, marker)),
    markerCursor,
  )
  return { pages, ...(cutShort && { failed: { call: GET, failure: cutShort } }) }
}

/**
 * Starts and polls in one go, with one client: a session that was renewed in between does not know the job, which is then started anew, once.
 */
export const readServiceLastAccessed = async (collection: Collection, arn: string): Promise<LastAccessedAnswer> => {
  const { clock, deadline, random = Math.random } = collection.options
  const end = new Date(Math.min(deadline.getTime(), clock.now().getTime() + JOB_MS))
  const wait = backOff({ clock, random, end })
  const answer = await runJob(collection, arn, wait)
  return answer.failed !== undefined && isUnknownJob(answer.failed) ? runJob(collection, arn, wait) : answer
}
