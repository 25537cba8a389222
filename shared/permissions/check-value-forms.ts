import type { Condition, Statement } from '#shared/facts/policy.ts'
import type { Comparison, ConditionOperator } from './condition-operator.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { REGION_NAME } from './region-name.ts'
import { isServicePrincipal } from './service-principal.ts'
import { issueAt, shown } from './statement-check.ts'

/** The one form that all values of a key have. */
interface KeyForm {
  readonly fits: (text: string) => boolean
  readonly wanted: string
}

const form = (pattern: RegExp, wanted: string): KeyForm => ({ fits: (text) => pattern.test(text), wanted })

const REGION = form(REGION_NAME, 'a Region as eu-central-1')
const SERVICE: KeyForm = { fits: isServicePrincipal, wanted: 'a service principal as lambda.amazonaws.com' }

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
const FORMS: ReadonlyMap<string, KeyForm> = new Map([
  ['aws:requestedregion', REGION],
  ['ec2:region', REGION],
  ['aws:sourcevpc', form(/^vpc-(?:[\da-z]{8}|[\da-z]{17})$/u, 'a VPC as vpc-0123456789abcdef0')],
  ['aws:sourcevpce', form(/^vpce-(?:[\da-z]{8}|[\da-z]{17})$/u, 'a VPC endpoint as vpce-0123456789abcdef0')],
  ['iam:passedtoservice', SERVICE],
  ['aws:principalservicename', SERVICE],
  ['aws:calledvia', SERVICE],
  ['aws:calledviafirst', SERVICE],
  ['aws:calledvialast', SERVICE],
  [
    'kms:viaservice',
    form(
      /^[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,5}(?:-[a-z]+)+-\d{1,2}\.amazonaws\.(?:com(?:\.cn)?|eu)$/u,
      'a service of a Region as s3.eu-central-1.amazonaws.com',
    ),
  ],
  [
    's3:x-amz-server-side-encryption-aws-kms-key-id',
    form(/^arn:[^:]+:kms:[^:]+:\d{12}:key\/.+$/u, 'the ARN of a key of AWS KMS'),
  ],
])

const AS_TEXT: ReadonlySet<Comparison> = new Set(['string', 'string-ignoring-case', 'string-like', 'arn'])

/** Values that the key never has, because all of its values look otherwise. Patterns and variables are left alone. */
export const checkValueForms = (
  statement: Statement,
  condition: Condition,
  { comparison }: ConditionOperator,
): readonly PolicyIssue[] => {
  const wanted = FORMS.get(condition.key.toLowerCase())
  if (wanted === undefined || !AS_TEXT.has(comparison)) return []
  const wrong = condition.values.find((value) => !/[*?]|\$\{/u.test(value) && !wanted.fits(value))
  if (wrong === undefined) return []
  return [
    issueAt(statement, ['wrong-condition-value', 'warning'], `Condition.${condition.operator}.${condition.key}`, [
      `"${shown(wrong)}" is not ${wanted.wanted}, as all values of ${shown(condition.key)} are: it never matches.`,
    ]),
  ]
}
