import type { Condition, Statement } from '#shared/facts/policy.ts'
import type { ConditionOperator } from './condition-operator.ts'
import { isInRange, networkOf, parseIpRange } from './ip-range.ts'
import type { IpRange } from './ip-range.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt, shown } from './statement-check.ts'

const PRIVATE: readonly IpRange[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
].flatMap((text) => parseIpRange(text) ?? [])

const isPrivate = (value: string): boolean => {
  const [address = ''] = value.split('/')
  const length = parseIpRange(value)?.prefixLength ?? 0
  return PRIVATE.some((range) => length >= range.prefixLength && isInRange(range, address))
}

/** aws:SourceIp is the public address from which AWS was called; behind a VPC endpoint there is none. */
const checkPrivate = (
  statement: Statement,
  condition: Condition,
  { negated }: ConditionOperator,
): readonly PolicyIssue[] => {
  if (condition.key.toLowerCase() !== 'aws:sourceip') return []
  const found = condition.values.filter(isPrivate)
  const [first] = found
  if (first === undefined) return []
  const all = found.length === condition.values.length
  const effect = negated && all ? ': the condition always holds' : ''
  return [
    issueAt(
      statement,
      ['private-address', all ? 'warning' : 'advice'],
      `Condition.${condition.operator}.${condition.key}`,
      [
        `No request comes to AWS from the private address "${shown(first)}"${effect}.`,
        'Compare it with aws:VpcSourceIp, or name the public addresses.',
      ],
    ),
  ]
}

/** `203.0.113.7/24`: one host may be meant, and its whole network is named. */
const checkHostBits = (statement: Statement, condition: Condition): readonly PolicyIssue[] => {
  const [found] = condition.values.flatMap((value) => {
    const network = networkOf(value)
    return network === undefined || network === value ? [] : [{ value, network }]
  })
  if (found === undefined) return []
  return [
    issueAt(statement, ['address-host-bits', 'advice'], `Condition.${condition.operator}.${condition.key}`, [
      `"${shown(found.value)}" stands for all of ${found.network}.`,
      `Write "${found.network}", or one address without a prefix.`,
    ]),
  ]
}

/** Addresses that say something else than they seem to. */
export const checkAddresses = (
  statement: Statement,
  condition: Condition,
  operator: ConditionOperator,
): readonly PolicyIssue[] =>
  operator.comparison === 'ip'
    ? [...checkPrivate(statement, condition, operator), ...checkHostBits(statement, condition)]
    : []
