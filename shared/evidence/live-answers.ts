import type { EvidenceName } from '#shared/facts/evidence-source.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import type { CollectionError } from './account-record.ts'
import type { PerUserAnswers } from './per-user-answers.ts'
import { type EvidenceParser, failureWords, noteFailure, readFile, type SourceLedger } from './source-ledger.ts'

/** What a per-user call answered for one user, made when the evidence was collected. */
export type LiveAnswer<T> = (userName: string) => Known<readonly T[]>

const errorsByUser = (ledger: SourceLedger, name: EvidenceName): ReadonlyMap<string, CollectionError> =>
  new Map(
    ledger.errors.flatMap((error) =>
      error.evidence === name && error.user !== undefined ? [[error.user, error] as const] : [],
    ),
  )

export const isNoSuchEntity = ({ code, reason }: CollectionError): boolean =>
  code?.startsWith('NoSuchEntity') ?? reason.includes('NoSuchEntity')

/** GetLoginProfile says NoSuchEntity of a user who has no password, and of a user who is gone: the words tell. */
export const isWithoutPassword = (error: CollectionError): boolean =>
  error.evidence === 'login-profiles' && isNoSuchEntity(error) && /login profile/iu.test(error.reason)

interface Live<T> {
  readonly answer: LiveAnswer<T>
  /** The user's own error, where the answers are given by something else than the user's name. */
  readonly failureFor: (userName: string) => string | undefined
  readonly userNames: readonly string[]
}

const notAsked = (file: string, userName: string) => unknownFact(`${file} has no answer for ${userName}.`)

/** The file may hold the answers for some users only: the budget ran out, or the call failed for one of them. */
export const readLive = <T>(
  ledger: SourceLedger,
  name: EvidenceName,
  parse: EvidenceParser<PerUserAnswers<T>>,
): Live<T> => {
  const read = readFile(ledger, name, parse)
  const failure = read.state === 'known' ? noteFailure(ledger, name) : undefined
  const errors = errorsByUser(ledger, name)
  const failureFor = (userName: string): string | undefined => {
    const error = errors.get(userName)
    return error && failureWords(error)
  }
  const answer = (userName: string): Known<readonly T[]> => {
    const error = errors.get(userName)
    const list = read.state === 'known' ? read.value.byUser.get(userName) : undefined
    const incomplete = read.state === 'known' && read.value.incomplete.has(userName)
    if (list && !incomplete) return known(list)
    if (error) return isWithoutPassword(error) ? known([]) : unknownFact(failureWords(error))
    if (read.state === 'unknown') return read
    if (incomplete) return unknownFact(`The answer for ${userName} in ${read.value.file} is cut short.`)
    if (failure) return unknownFact(failureWords(failure))
    return read.value.coversAllUsers ? known([]) : notAsked(read.value.file, userName)
  }
  return { answer, failureFor, userNames: read.state === 'known' ? [...read.value.byUser.keys()] : [] }
}
