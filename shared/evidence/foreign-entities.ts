import { accountOfArn } from '#shared/facts/arn.ts'
import type { EvidenceName, EvidenceProblem } from '#shared/facts/evidence-source.ts'
import type { Known } from '#shared/facts/known.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import { isAccountId } from './account-record.ts'

interface Origin {
  readonly source: EvidenceName
  readonly file: string
  readonly problems: EvidenceProblem[]
}

const note = (origin: Origin, code: string, arns: readonly string[], reason: string): void => {
  const [subjectArn = ''] = arns
  const { source, file } = origin
  origin.problems.push({ kind: 'evidence-problem', source, where: file, subjectArn, code, reason })
}

const groupedByAccount = (
  arns: readonly string[],
  ownId: string | undefined,
): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>()
  for (const arn of arns) {
    const account = accountOfArn(arn) ?? ''
    if (account === ownId) continue
    const group = groups.get(account)
    if (group) group.push(arn)
    else groups.set(account, [arn])
  }
  return new Map([...groups].sort(([a], [b]) => byCodeUnit(a, b)))
}

/**
 * Leaves out what belongs to another account, one problem for each such account. An account part that is no account id at all (a
 * test's `arn:aws:iam::test:user/x`) belongs to nobody else: it is reported and kept.
 */
export const ownEntities = <T extends { readonly arn: string }>(
  entities: readonly T[],
  ownId: Known<string>,
  origin: Origin,
): readonly T[] => {
  const id = ownId.state === 'known' ? ownId.value : undefined
  const others = groupedByAccount(entities.map(({ arn }) => arn).sort(byCodeUnit), id)
  for (const [account, arns] of others) {
    const count = `${arns.length} ${arns.length === 1 ? 'entity' : 'entities'}`
    const first = arns[0] ?? ''
    if (!isAccountId(account)) {
      const reason = `${origin.file} has ${count} whose ARN does not name an account by its twelve digits, first ${first}; they are kept.`
      note(origin, 'impossible-account', arns, reason)
    } else if (id !== undefined) {
      const reason = `${origin.file} has ${count} of account ${account}, first ${first}; this is account ${id}, so they are left out.`
      note(origin, 'foreign-account', arns, reason)
    }
  }
  if (id === undefined) return entities
  return entities.filter(({ arn }) => {
    const account = accountOfArn(arn)
    return account === id || !isAccountId(account)
  })
}
