import { type Arn, parseArn } from '#shared/facts/arn.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import { type AccountRecord, isAccountId } from './account-record.ts'

export interface AccountIdentity {
  readonly id: Known<string>
  readonly partition: string
}

interface IdentityClues {
  readonly record: AccountRecord
  /** Root's ARN in the credential report: one file's own word for whose it is. */
  readonly rootArn: string | undefined
  /** The accounts whose events lie in the log beside the files. */
  readonly seenAccounts: readonly { readonly id: string; readonly partition: string }[]
  /** ARNs of the account's users, groups, roles and other things; those of AWS's own policies do not count. */
  readonly entityArns: Iterable<string>
}

/** The value that more than half of the entries have. */
const majorityOf = (values: readonly string[]): string | undefined => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || byCodeUnit(a, b))
  return first && first[1] * 2 > values.length ? first[0] : undefined
}

const idOf = (
  record: AccountRecord,
  rootArn: Arn | undefined,
  arns: readonly Arn[],
  seen: IdentityClues['seenAccounts'],
): Known<string> => {
  if (record.id !== undefined) return known(record.id)
  if (rootArn && isAccountId(rootArn.account)) return known(rootArn.account)
  const ids = arns.map(({ account }) => account).filter((id) => isAccountId(id))
  const majority = majorityOf(ids)
  if (majority !== undefined) return known(majority)
  const [only] = seen
  if (ids.length === 0 && only && seen.length === 1) return known(only.id)
  return unknownFact(
    ids.length === 0 && seen.length > 1
      ? `The log holds events of ${seen.length} accounts and nothing says whose audit this is, so all are judged; name one in account.json: { "id": "…", "partition": "…" }.`
      : ids.length === 0
        ? 'No account.json and no ARN in the evidence tells the account id; write one with: { "id": "…", "partition": "…" }.'
        : 'The ARNs in the evidence belong to several accounts, none of which has most of them; say which it is in account.json.',
  )
}

/** From `account.json`, else from root's ARN, else from the account that most ARNs in the evidence belong to, else the only one in the log. */
export const accountIdentityOf = ({ record, rootArn, entityArns, seenAccounts }: IdentityClues): AccountIdentity => {
  const root = rootArn === undefined ? undefined : parseArn(rootArn)
  const caller = record.callerArn === undefined ? undefined : parseArn(record.callerArn)
  const arns = [...entityArns].map(parseArn).filter((arn) => arn !== undefined)
  const partition =
    record.partition ??
    root?.partition ??
    majorityOf(arns.map((arn) => arn.partition)) ??
    caller?.partition ??
    majorityOf(seenAccounts.map((seen) => seen.partition))
  const fromCaller: AccountRecord = caller && isAccountId(caller.account) ? { id: caller.account, ...record } : record
  return { id: idOf(fromCaller, root, arns, seenAccounts), partition: partition ?? 'aws' }
}
