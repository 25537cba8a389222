import type { CollectedEvidence, EvidenceName } from '#shared/facts/evidence-source.ts'
import pLimit from 'p-limit'
import type { AuditClients } from './audit-clients.ts'
import type { Clock } from './clock.ts'
import { evidenceFileOf } from './evidence-file.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { NotAsked, failureOf } from './failure.ts'
import type { Failure } from './failure.ts'

/** What was not collected and why, as `account.json` has it. */
export interface CollectionError {
  readonly call: string
  readonly evidence: CollectedEvidence
  readonly region?: string
  readonly user?: string
  /** ARN, or the name as it was given. */
  readonly principal?: string
  readonly code: string
  readonly reason: string
}

export interface Collected {
  readonly files: readonly EvidenceFile[]
  readonly errors: readonly CollectionError[]
  readonly alias?: string
  readonly calls: number
}

export interface CollectionOptions {
  readonly accountId: string
  readonly clock: Clock
  /** No call is made after it: what is left is recorded as not collected. */
  readonly deadline: Date
  /** Regions in which trails and analyzers are looked for. */
  readonly regions: readonly string[]
  /** Calls in flight at once, over all services. */
  readonly concurrency?: number
  /** How long the credential report may take to be made. */
  readonly reportSeconds?: number
  /** Whether to ask what only an organization's management account or a delegated administrator may know. */
  readonly organizationLists?: boolean
  /** 0 to 1, for the jitter. */
  readonly random?: () => number
  readonly abortSignal?: AbortSignal
  /** Told of each call before it is made. */
  readonly onCall?: () => void
}

export interface SendOptions {
  readonly abortSignal?: AbortSignal
}

/** One run over one account: makes the calls within the limits, keeps the answers and what went wrong. */
export interface Collection {
  readonly clients: AuditClients
  readonly options: CollectionOptions
  /** Makes one call, when there is room and time for it; `check` may still refuse it then. */
  readonly ask: <Answer>(send: (options: SendOptions) => Promise<Answer>, check?: () => void) => Promise<Answer>
  readonly keep: (evidence: EvidenceName, answer: unknown) => void
  readonly fail: (place: Place, failure: Failure) => void
  /** As `ask`, but a failure is recorded and the answer then undefined. */
  readonly attempt: <Answer>(
    place: Place,
    send: (options: SendOptions) => Promise<Answer>,
  ) => Promise<Answer | undefined>
  readonly collected: () => {
    readonly answers: ReadonlyMap<EvidenceName, unknown>
    readonly errors: readonly CollectionError[]
  }
  readonly calls: () => number
}

/** Which call, for which file; and for whom or where. */
export type Place = Omit<CollectionError, 'code' | 'reason'>

const DEFAULT_CONCURRENCY = 5
/** Node's longest timer. */
const LONGEST_WAIT_MS = 2 ** 31 - 1

const tooLate = new NotAsked('deadline', 'The time for the collection was over before this call; allow it more time.')
const cutOff = new NotAsked(
  'deadline',
  'The call had no answer when the time for the collection was over; allow it more time.',
)

/** Ends what is under way at the deadline: a service that never answers would else outlive the function that asked it. */
const signalOf = ({ abortSignal, clock, deadline }: CollectionOptions): AbortSignal => {
  const left = Math.max(0, deadline.getTime() - clock.now().getTime())
  const atDeadline = AbortSignal.timeout(Math.min(left, LONGEST_WAIT_MS))
  return abortSignal === undefined ? atDeadline : AbortSignal.any([abortSignal, atDeadline])
}

const orderOf = (error: CollectionError): string =>
  [error.evidence, error.call, error.region ?? '', error.user ?? error.principal ?? '', error.code, error.reason].join(
    '\u0000',
  )

const byOrder = (a: CollectionError, b: CollectionError): number => {
  const [left, right] = [orderOf(a), orderOf(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

export const startCollection = (clients: AuditClients, options: CollectionOptions): Collection => {
  const limit = pLimit(options.concurrency ?? DEFAULT_CONCURRENCY)
  const answers = new Map<EvidenceName, unknown>()
  const errors: CollectionError[] = []
  const send: SendOptions = { abortSignal: signalOf(options) }
  const isOver = (): boolean => send.abortSignal?.aborted === true || options.clock.now() >= options.deadline
  let calls = 0

  const ask: Collection['ask'] = (call, check) =>
    limit(async () => {
      if (isOver()) throw tooLate
      check?.()
      calls += 1
      options.onCall?.()
      try {
        return await call(send)
      } catch (error) {
        throw send.abortSignal?.aborted === true ? cutOff : error
      }
    })
  const fail: Collection['fail'] = (place, failure) => {
    errors.push({ ...place, ...failure })
  }
  const attempt: Collection['attempt'] = async (place, call) => {
    try {
      return await ask(call)
    } catch (error) {
      fail(place, failureOf(error))
      return undefined
    }
  }
  return {
    clients,
    options,
    ask,
    fail,
    attempt,
    keep: (evidence, answer) => void answers.set(evidence, answer),
    collected: () => ({ answers, errors: errors.toSorted(byOrder) }),
    calls: () => calls,
  }
}

/** The answers as files, in the order of their names. */
export const filesOf = (answers: ReadonlyMap<EvidenceName, unknown>): readonly EvidenceFile[] =>
  [...answers]
    .map(([evidence, answer]) => evidenceFileOf(evidence, answer))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
