import {
  EVIDENCE_NAMES,
  type EvidenceName,
  type EvidenceProblem,
  type EvidenceSource,
} from '#shared/facts/evidence-source.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import type { CollectionError } from './account-record.ts'
import { EVIDENCE_CALLS } from './evidence-calls.ts'
import { EvidenceError } from './evidence-error.ts'
import type { EvidenceFile } from './evidence-file.ts'
import type { Parsed } from './reading.ts'

export type EvidenceParser<T> = (file: EvidenceFile, now: Date) => Parsed<T>

/** What was read, what was not and why; filled while the files are read. */
export interface SourceLedger {
  readonly now: Date
  readonly files: ReadonlyMap<string, EvidenceFile>
  readonly sources: Map<EvidenceName, EvidenceSource>
  readonly problems: EvidenceProblem[]
  errors: readonly CollectionError[]
}

export const openLedger = (files: readonly EvidenceFile[], now: Date): SourceLedger => ({
  now,
  files: new Map(files.map((file) => [file.name.replace(/^\.\//u, ''), file])),
  sources: new Map(),
  problems: [],
  errors: [],
})

export const fileOf = ({ files }: SourceLedger, name: EvidenceName): EvidenceFile | undefined =>
  (name === 'credential-report' ? files.get('credential-report.csv') : undefined) ?? files.get(`${name}.json`)

export const failureOf = ({ errors }: SourceLedger, name: EvidenceName): CollectionError | undefined =>
  errors.find(({ evidence, user }) => evidence === name && user === undefined)

const placeWords = ({ user, region }: CollectionError): string =>
  `${user === undefined ? '' : ` for ${user}`}${region === undefined ? '' : ` in ${region}`}`

export const failureWords = (error: CollectionError): string => {
  const { call, code, reason } = error
  const codeWords = code === undefined || reason.includes(code) ? '' : ` (${code})`
  return `${call}${placeWords(error)} failed${codeWords}: ${reason}`
}

const missingWords = (name: EvidenceName): string => {
  const file = name === 'credential-report' ? 'credential-report.csv' : `${name}.json`
  return `There is no ${file} in the evidence (${EVIDENCE_CALLS[name][0] ?? name} was not asked).`
}

/** The source's state where there is no file to read. */
const withoutFile = (ledger: SourceLedger, name: EvidenceName): { state: 'unknown'; reason: string } => {
  const failure = failureOf(ledger, name)
  const reason = failure ? failureWords(failure) : missingWords(name)
  ledger.sources.set(name, failure ? { state: 'failed', call: failure.call, reason } : { state: 'missing', reason })
  return unknownFact(reason)
}

/** Reads a file and notes how that went; what cannot be read at all becomes a reason. */
export const readFile = <T>(ledger: SourceLedger, name: EvidenceName, parse: EvidenceParser<T>): Known<T> => {
  const file = fileOf(ledger, name)
  if (file === undefined) return withoutFile(ledger, name)
  try {
    const { facts, problems } = parse(file, ledger.now)
    ledger.sources.set(name, { state: 'read', file: file.name })
    ledger.problems.push(...problems)
    return known(facts)
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error
    ledger.sources.set(name, { state: 'unreadable', file: file.name, reason: error.message })
    return unknownFact(error.message)
  }
}

/** Calls that add to each item of a list: the list is whole without them. */
const ADDING_CALLS = new Set(['iam:GetOpenIDConnectProvider', 'iam:GetSAMLProvider', 'organizations:DescribePolicy'])

/** Notes that a file is there but holds only a part, because a call failed. */
export const noteFailure = (ledger: SourceLedger, name: EvidenceName): CollectionError | undefined => {
  const failure = failureOf(ledger, name)
  if (failure) ledger.sources.set(name, { state: 'failed', call: failure.call, reason: failureWords(failure) })
  return failure
}

/** As `readFile`, but where the call failed, a list that is there all the same is a part of one, and cannot be relied on. */
export const readWhole = <T>(ledger: SourceLedger, name: EvidenceName, parse: EvidenceParser<T>): Known<T> => {
  const failure = failureOf(ledger, name)
  if (failure && !ADDING_CALLS.has(failure.call)) return withoutFile(ledger, name)
  const read = readFile(ledger, name, parse)
  if (read.state === 'known') noteFailure(ledger, name)
  return read
}

/** Every evidence name has a source, so that a reader of the ledger need not know which files this version reads. */
export const completedSources = (ledger: SourceLedger): ReadonlyMap<EvidenceName, EvidenceSource> => {
  for (const name of EVIDENCE_NAMES) if (!ledger.sources.has(name)) withoutFile(ledger, name)
  return new Map(
    EVIDENCE_NAMES.flatMap((name) => {
      const source = ledger.sources.get(name)
      return source ? [[name, source] as const] : []
    }),
  )
}
