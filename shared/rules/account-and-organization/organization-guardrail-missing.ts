import type { AccountFacts } from '#shared/facts/account.ts'
import { type Known, known, knownOr } from '#shared/facts/known.ts'
import { cis } from '../frameworks.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { statedSubject, type StatedSubject } from '../subject.ts'
import { GUARDRAILS, setsGuardrail } from './guardrails.ts'
import { organizationAnswerOf } from './organization-answer.ts'

const TYPE_WORDS = {
  SERVICE_CONTROL_POLICY: 'service control policy',
  RESOURCE_CONTROL_POLICY: 'resource control policy',
} as const

const subjectsOf = (account: AccountFacts): readonly StatedSubject[] => {
  const organization = knownOr(account.organization, 'none')
  const arn = organization === 'none' ? 'organization' : organization.arn
  return GUARDRAILS.map(({ id }) =>
    statedSubject({ type: 'organization-guardrail', arn, name: id, identity: `${arn}|guardrail|${id}` }),
  )
}

export const organizationGuardrailMissing = defineRule({
  id: 'organization-guardrail-missing',
  family: 'account-and-organization',
  title: 'The organization has no guardrail on credentials',
  severity: 'medium',
  frameworks: cis(null, { v70: '2.1.2' }),
  rationale:
    'What a service or resource control policy denies stays denied, whatever an administrator of a member account does. The check reads which policies exist; to what they are attached it does not read.',
  remediation:
    'Write the policy, try it on a test unit, and attach it to the organization’s root or its units, with exceptions by role ARN where they are needed.',
  needs: ['organization-policies', 'organization'],
  subjects(account): Known<readonly (StatedSubject | AccountFacts)[]> {
    const answer = organizationAnswerOf(account, account.organizationPolicies)
    if (answer.state === 'elsewhere') return known([account])
    return answer.state === 'unknown' ? answer : known(subjectsOf(account))
  },
  evaluate(fact, { account }) {
    if (fact.kind === 'account') return notApplicable('the management account answers for its organization')
    const guardrail = GUARDRAILS.find(({ id }) => id === fact.subject.name)
    if (!guardrail) return notApplicable('not a guardrail')
    const policies = knownOr(account.organizationPolicies, [])
    if (policies.some((policy) => setsGuardrail(policy, guardrail))) return pass
    const type = TYPE_WORDS[guardrail.policyType]
    const unread = policies.find(
      (policy) => policy.type === guardrail.policyType && !policy.awsManaged && policy.document?.state !== 'parsed',
    )
    if (unread) return unknown(`the content of ${type} ${unread.name} could not be read`)
    return fail(`No ${type} of the organization denies ${guardrail.what}.`, {
      evidence: { policies: policies.filter((policy) => policy.type === guardrail.policyType).map(({ name }) => name) },
    })
  },
})
