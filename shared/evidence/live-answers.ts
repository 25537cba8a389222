import type { EvidenceName } from '#shared/facts/evidence-source.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import type { CollectionError } from './account-record.ts'
import type { PerUserAnswers } from './per-user-answers.ts'
import { failureOf, failureWords, readFile, type EvidenceParser, type SourceLedger } from './source-ledger.ts'

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

/** The file may hold the answers for some users only: the budget ran out, or the call failed for one of them. */
export const readLive = <T>(
  ledger: SourceLedger,
  name: EvidenceName,
  parse: EvidenceParser<PerUserAnswers<T>>,
): { readonly answer: LiveAnswer<T>; readonly userNames: readonly string[] } => {
  const read = readFile(ledger, name, parse)
  const failure = failureOf(ledger, name)
  const errors = errorsByUser(ledger, name)
  if (read.state === 'known' && failure) {
    ledger.sources.set(name, { state: 'failed', call: failure.call, reason: failureWords(failure) })
  }
  const userNames = read.state === 'known' ? [...read.value.byUser.keys()] : []
  const answer = (userName: string): Known<readonly T[]> => {
    const error = errors.get(userName)
    if (error) return unknownFact(failureWords(error))
    if (read.state === 'unknown') return read
    const { byUser, incomplete, coversAllUsers, file } = read.value
    if (incomplete.has(userName)) return unknownFact(`The answer for ${userName} in ${file} is cut short.`)
    const list = byUser.get(userName)
    if (list) return known(list)
    if (failure) return unknownFact(failureWords(failure))
    return coversAllUsers ? known([]) : unknownFact(`${file} has no answer for ${userName}.`)
  }
  return { answer, userNames }
}
