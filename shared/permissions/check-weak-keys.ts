import type { Condition, Statement } from '#shared/facts/policy.ts'
import type { ConditionOperator } from './condition-operator.ts'
import type { IssueCode, PolicyIssue } from './policy-issue.ts'
import { issueAt, shown } from './statement-check.ts'

/** What is weak about the key in this place, as a sentence, and what to write instead. */
type Weakness = readonly [code: IssueCode, message: string, suggestion: string]
type Look = (statement: Statement, condition: Condition, operator: ConditionOperator) => Weakness | undefined

/** True if a request is let pass by what matches: Allow with a comparison, Deny with its opposite. */
const letsMatchesPass = ({ effect }: Statement, { negated }: ConditionOperator): boolean =>
  (effect === 'Allow') !== negated

const hasKey = (statement: Statement, keys: readonly string[]): boolean =>
  statement.conditions.some(({ key }) => keys.includes(key.toLowerCase()))

const SPOOFABLE: ReadonlySet<string> = new Set(['aws:useragent', 'aws:referer'])

const spoofable: Look = (_statement, { key }) =>
  SPOOFABLE.has(key.toLowerCase())
    ? ['spoofable-key', `Whoever sends the request chooses ${shown(key)} at will.`, 'Use a key that AWS fills in.']
    : undefined

// Private addresses are the same in every VPC of every account.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip
const PAIRS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'aws:vpcsourceip',
    ['aws:sourcevpc', 'aws:sourcevpce', 'aws:sourcevpcarn', 'aws:vpceaccount', 'aws:vpceorgid', 'aws:vpceorgpaths'],
  ],
  ['aws:ec2instancesourceprivateipv4', ['aws:ec2instancesourcevpc']],
])

const unpaired: Look = (statement, { key }) => {
  const others = PAIRS.get(key.toLowerCase())
  if (others === undefined || hasKey(statement, others)) return undefined
  const wanted = key.toLowerCase() === 'aws:vpcsourceip' ? 'aws:SourceVpc' : 'aws:Ec2InstanceSourceVpc'
  return [
    'key-needs-pair',
    `${shown(key)} is a private address, which exists in other networks too.`,
    `Compare ${wanted} in the same statement.`,
  ]
}

/** A wildcard before the ARN's fifth colon. A path may hold colons: `arn:aws:iam::999999999999:user/:role/admin/x`; a name may not. */
const EARLY_WILDCARD = /^arn:(?:[^:]*:){0,3}[^:]*[*?][^:]*:.*\/[^:]*$/su

const arnAsText: Look = (statement, { key, values }, operator) => {
  if (operator.comparison !== 'string-like' || !letsMatchesPass(statement, operator)) return undefined
  const found = values.find((value) => EARLY_WILDCARD.test(value))
  if (found === undefined || key.toLowerCase() !== 'aws:principalarn') return undefined
  return [
    'arn-compared-as-text',
    `In a text the wildcard of "${shown(found)}" runs over the colons of the ARN, and paths can be made to match it in any account.`,
    `Write "${operator.negated ? 'ArnNotLike' : 'ArnLike'}".`,
  ]
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
const prefixDenied: Look = (statement, { key, values }, operator) =>
  key.toLowerCase() === 's3:prefix' &&
  operator.comparison.startsWith('string') &&
  !letsMatchesPass(statement, operator) &&
  values.some((value) => value !== '')
    ? [
        'prefix-not-hidden',
        'A request with a shorter prefix lists the same objects and does not match.',
        'Allow the prefixes that may be listed, or deny all others by StringNotLike.',
      ]
    : undefined

const LOOKS: readonly Look[] = [spoofable, unpaired, arnAsText, prefixDenied]

/** Keys that do not hold what the condition seems to promise. */
export const checkWeakKeys = (
  statement: Statement,
  condition: Condition,
  operator: ConditionOperator,
): readonly PolicyIssue[] => {
  if (operator.comparison === 'null') return []
  return LOOKS.flatMap((look) => {
    const found = look(statement, condition, operator)
    if (found === undefined) return []
    const [code, message, suggestion] = found
    const element = `Condition.${condition.operator}.${condition.key}`
    return [issueAt(statement, [code, 'warning'], element, [message, suggestion])]
  })
}
