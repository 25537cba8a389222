import pLimit from 'p-limit'
import type { AuditClients } from './audit-clients.ts'
import { startCollection } from './collection.ts'
import type { Collected, Collection, CollectionOptions, Place } from './collection.ts'
import { evidenceFileOf } from './evidence-file.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { failureOf, NotAsked } from './failure.ts'
import { actions, isOfOneJob, readServiceLastAccessed } from './iam/service-last-accessed.ts'
import { answerOfPages } from './pages.ts'
import { startRefusals } from './refusals.ts'
import type { Refusals } from './refusals.ts'

export interface LastAccessedQuestions {
  /** ARNs of users and roles. */
  readonly arns: readonly string[]
  /** Whom nobody can be asked about, each with a sentence why. */
  readonly notAsked?: readonly { readonly principal?: string; readonly code: string; readonly reason: string }[]
  /** The most reports that are asked for. */
  readonly most: number
}

const evidence = 'service-last-accessed'
const GENERATE = 'iam:GenerateServiceLastAccessedDetails'
const JOBS_AT_ONCE = 5

/** `role-NAME.json`: the name is unique in its account without regard to case, and its path is none of the file's. */
const fileNameOf = (arn: string): `${typeof evidence}/${string}` => {
  const [kind = '', ...path] = arn.slice(arn.lastIndexOf(':') + 1).split('/')
  return `${evidence}/${`${kind}-${path.at(-1) ?? ''}`.replaceAll(/[^\w+=,.@-]/gu, '_')}`
}

const placeOf = (principal: string, call = GENERATE): Place => ({ call, evidence, principal })

const reportOn = async (collection: Collection, refusals: Refusals, arn: string): Promise<readonly EvidenceFile[]> => {
  for (const call of actions) refusals.check(call)
  const { pages, failed, gone } = await readServiceLastAccessed(collection, arn)
  if (failed === undefined) for (const call of actions) refusals.answered(call)
  else if (gone !== true && !isOfOneJob(failed)) refusals.failed(failed.call, failed.failure)
  if (failed !== undefined) {
    const reason = gone === true ? `${arn} is not there; nothing about it is kept.` : failed.failure.reason
    collection.fail(placeOf(arn, failed.call), { ...failed.failure, reason })
  }
  if (pages.length === 0) return []
  // The answer does not say whom it is about.
  const [first, ...more] = pages
  return [evidenceFileOf(fileNameOf(arn), answerOfPages([{ Arn: arn, ...first }, ...more]))]
}

const attempt = async (collection: Collection, refusals: Refusals, arn: string): Promise<readonly EvidenceFile[]> => {
  try {
    return await reportOn(collection, refusals, arn)
  } catch (error) {
    collection.fail(placeOf(arn), failureOf(error))
    return []
  }
}

const noteLeftOut = ({ fail }: Collection, { arns, notAsked = [], most }: LastAccessedQuestions): void => {
  for (const { principal, code, reason } of notAsked)
    fail({ call: GENERATE, evidence, ...(principal !== undefined && { principal }) }, { code, reason })
  const tooMany = failureOf(
    new NotAsked('budget', `Not asked: ${most} reports are asked for at most; name principals.`),
  )
  for (const arn of arns.slice(most)) fail(placeOf(arn), tooMany)
}

/** IAM's service last accessed, a file for each principal. Never throws; what failed is in `errors`. */
export const collectLastAccessed = async (
  clients: AuditClients,
  questions: LastAccessedQuestions,
  options: CollectionOptions,
): Promise<Collected> => {
  const collection = startCollection(clients, options)
  const refusals = startRefusals()
  const limit = pLimit(JOBS_AT_ONCE)
  const arns = [...new Set(questions.arns)]
  noteLeftOut(collection, { ...questions, arns })
  const asked = arns.slice(0, questions.most)
  const files = await Promise.all(asked.map((arn) => limit(() => attempt(collection, refusals, arn))))
  return { files: files.flat(), errors: collection.collected().errors, calls: collection.calls() }
}
