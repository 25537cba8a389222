import { accountOfArn } from '#shared/facts/arn.ts'
import type { EvidenceProblem } from '#shared/facts/evidence-source.ts'
import { type Known, known } from '#shared/facts/known.ts'
import { byKey } from '#shared/facts/order.ts'
import type { User } from '#shared/facts/principal.ts'
import type { UserDetail } from './authorization-details.ts'
import { assembleUser } from './assemble-user.ts'
import type { ReportEntry } from './report-entry.ts'
import type { MergeInput, UserEvidence } from './user-evidence.ts'

interface Merged {
  readonly users: Known<readonly User[]>
  readonly problems: readonly EvidenceProblem[]
}

const nameKey = (arn: string, name: string): string => `${accountOfArn(arn) ?? ''} ${name}`

/** Authorization details are collected live; they say who exists once they are as new as the report, whole and not made with a filter. */
const tellsWhoExists = ({ report, details, collectedAt }: MergeInput): boolean => {
  if (details.state === 'unknown' || details.value.cutShort || details.value.users.length === 0) return false
  if (report.state === 'unknown' || report.value.generatedAt.state === 'unknown' || collectedAt.state === 'unknown')
    return false
  return collectedAt.value >= report.value.generatedAt.value
}

/** A user who was deleted and made again under the same name: the row describes the one who is gone. */
const isOfPredecessor = (row: ReportEntry, detail: UserDetail): boolean =>
  row.createdAt.state === 'known' &&
  detail.createdAt.state === 'known' &&
  detail.createdAt.value.getTime() - row.createdAt.value.getTime() >= 1000

const goneProblem = (row: ReportEntry, file: string, words: string): EvidenceProblem => ({
  kind: 'evidence-problem',
  source: 'credential-report',
  where: `${file} ${row.place.at ?? ''}`,
  subjectArn: row.arn,
  subjectName: row.name,
  code: 'deleted-since-report',
  reason: `${file} ${row.place.at ?? ''} is left out: ${words}.`,
})

const goneDetail = ({ arn, name }: UserDetail): EvidenceProblem => ({
  kind: 'evidence-problem',
  source: 'account-authorization-details',
  where: 'account-authorization-details.json',
  subjectArn: arn,
  subjectName: name,
  code: 'deleted-since-report',
  reason: `${name} is left out: the user was deleted while the evidence was collected.`,
})

interface Pairing {
  readonly pairs: readonly UserEvidence[]
  readonly problems: readonly EvidenceProblem[]
}

const pairUp = (input: MergeInput): Pairing => {
  const rows = input.report.state === 'known' ? input.report.value.users : []
  const details = input.details.state === 'known' ? input.details.value.users : []
  const file = input.report.state === 'known' ? input.report.value.file : ''
  const byArn = new Map(details.map((detail) => [detail.arn, detail]))
  const byName = new Map(details.map((detail) => [nameKey(detail.arn, detail.name), detail]))
  const rowArns = new Set(rows.map(({ arn }) => arn))
  const detailsDecide = tellsWhoExists(input)
  const rowOf = new Map<string, ReportEntry>()
  const pairs: UserEvidence[] = []
  const problems: EvidenceProblem[] = []
  for (const row of rows) {
    const namesake = byName.get(nameKey(row.arn, row.name))
    // A user whose path was changed since the report has another ARN, and the same name.
    const detail = byArn.get(row.arn) ?? (namesake && !rowArns.has(namesake.arn) ? namesake : undefined)
    if (input.live.deletedUsers.has(row.name))
      problems.push(goneProblem(row, file, `${row.name} was deleted while the evidence was collected`))
    else if (detail && isOfPredecessor(row, detail))
      problems.push(goneProblem(row, file, `it describes an earlier user ${row.name}, who was deleted since`))
    else if (detail && rowOf.has(detail.arn))
      problems.push(goneProblem(row, file, `${row.name} is described by another row`))
    else if (detail) rowOf.set(detail.arn, row)
    else if (detailsDecide) problems.push(goneProblem(row, file, `${row.name} was deleted after the report was made`))
    else pairs.push({ row, detail: undefined })
  }
  for (const detail of details) {
    if (input.live.deletedUsers.has(detail.name)) problems.push(goneDetail(detail))
    else pairs.push({ row: rowOf.get(detail.arn), detail })
  }
  return { pairs, problems }
}

/** Users of the per-user files where neither the report nor the details name anybody; their path is not known. */
const onlyLive = ({ identity, live }: MergeInput): readonly UserEvidence[] => {
  const account = identity.id.state === 'known' ? identity.id.value : 'unknown'
  return live.userNames.map((name) => ({
    row: undefined,
    detail: undefined,
    named: { arn: `arn:${identity.partition}:iam::${account}:user/${name}`, name },
  }))
}

/** Every user that the report, the details or the per-user answers know, once. */
export const mergeUsers = (input: MergeInput): Merged => {
  const nobodyNamed = input.report.state === 'unknown' && input.details.state === 'unknown'
  if (nobodyNamed && input.live.userNames.length === 0)
    return { users: input.details.state === 'unknown' ? input.details : known([]), problems: [] }
  const { pairs, problems } = nobodyNamed ? { pairs: onlyLive(input), problems: [] } : pairUp(input)
  const users = pairs.map((pair) => assembleUser(pair, input)).sort(byKey(({ arn }) => arn))
  return { users: known(users), problems }
}
