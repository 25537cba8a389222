import { matchesGlobIgnoringCase } from '#shared/facts/glob.ts'
import type { Statement } from '#shared/facts/policy.ts'
import type { OrganizationPolicy } from '#shared/facts/settings.ts'

/** What an organization can forbid to all its members, so that no mistake inside an account undoes it. */
export interface Guardrail {
  readonly id: string
  readonly policyType: OrganizationPolicy['type']
  /** For a sentence: `No service control policy denies …`. */
  readonly what: string
  readonly isSetBy: (deny: Statement) => boolean
}

const touches = ({ actions, notActions }: Statement, action: string): boolean =>
  actions !== undefined
    ? actions.some((pattern) => matchesGlobIgnoringCase(pattern, action))
    : notActions?.every((pattern) => !matchesGlobIgnoringCase(pattern, action)) === true

const denies =
  (action: string) =>
  (deny: Statement): boolean =>
    touches(deny, action)

/** By `aws:PrincipalArn` of the form `…:root`, or `aws:PrincipalType` Account (IAM user guide, global condition keys). */
const isAboutRoot = ({ conditions }: Statement): boolean =>
  conditions.some(({ operator, key, values }) => {
    if (/Not/u.test(operator)) return false
    const name = key.toLowerCase()
    if (name === 'aws:principalarn') return values.some((value) => value.endsWith(':root'))
    return name === 'aws:principaltype' && values.includes('Account')
  })

export const GUARDRAILS: readonly Guardrail[] = [
  {
    id: 'root-use',
    policyType: 'SERVICE_CONTROL_POLICY',
    what: 'the root users of member accounts',
    isSetBy: (deny) =>
      isAboutRoot(deny) && touches(deny, 'iam:CreateAccessKey') && touches(deny, 's3:ListAllMyBuckets'),
  },
  {
    id: 'access-key-creation',
    policyType: 'SERVICE_CONTROL_POLICY',
    what: 'making access keys (iam:CreateAccessKey)',
    isSetBy: (deny) => !isAboutRoot(deny) && denies('iam:CreateAccessKey')(deny),
  },
  {
    id: 'service-credential-creation',
    policyType: 'SERVICE_CONTROL_POLICY',
    what: 'making long-term API keys (iam:CreateServiceSpecificCredential)',
    isSetBy: (deny) => !isAboutRoot(deny) && denies('iam:CreateServiceSpecificCredential')(deny),
  },
  {
    id: 'web-identity-issuers',
    policyType: 'RESOURCE_CONTROL_POLICY',
    what: 'web identities of other issuers or tenants (sts:AssumeRoleWithWebIdentity)',
    isSetBy: denies('sts:AssumeRoleWithWebIdentity'),
  },
]

export const setsGuardrail = (policy: OrganizationPolicy, guardrail: Guardrail): boolean =>
  policy.type === guardrail.policyType &&
  policy.document?.state === 'parsed' &&
  policy.document.statements.some((statement) => statement.effect === 'Deny' && guardrail.isSetBy(statement))
