import type { AccountFacts } from '#shared/facts/account.ts'
import { type Known, knownOr, mapKnown } from '#shared/facts/known.ts'
import { awsCommand } from '../command.ts'
import { cis } from '../frameworks.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { statedSubject, type StatedSubject } from '../subject.ts'
import { organizationAnswerOf } from './organization-answer.ts'

const delegateSubject = (account: AccountFacts, accountId: string): StatedSubject =>
  statedSubject({
    type: 'delegated-administrator',
    arn: `arn:${account.partition}:iam::${accountId}:root`,
    name: accountId,
    identity: `delegated-administrator|${accountId}`,
  })

export const delegatedAdministratorUnexpected = defineRule({
  id: 'delegated-administrator-unexpected',
  family: 'account-and-organization',
  title: 'A delegated administrator of the organization is not an expected one',
  severity: 'high',
  frameworks: [...cis(null, { v70: '2.1.5' }), ...cis(null, { v70: '2.1.6' })],
  rationale:
    'A delegated administrator governs a service in all accounts of the organization; whoever holds that account holds a part of the management account.',
  remediation: 'Name the accounts that are meant in the rule’s parameter `expected`; deregister the others.',
  needs: ['delegated-administrators', 'organization', 'organization-accounts'],
  parameters: { expected: words([], 'Account ids that may be delegated administrators.') },
  subjects: (account): Known<readonly (StatedSubject | AccountFacts)[]> => {
    const answer = organizationAnswerOf(account, account.delegatedAdministrators)
    if (answer.state === 'elsewhere') return { state: 'known', value: [account] }
    return mapKnown(answer, (delegates) => delegates.map(({ accountId }) => delegateSubject(account, accountId)))
  },
  evaluate(fact, { account, parameters: { expected } }) {
    if (fact.kind === 'account') return notApplicable('the management account answers for its organization')
    const id = fact.subject.name
    const services =
      knownOr(account.delegatedAdministrators, []).find(({ accountId }) => accountId === id)?.services ?? []
    const evidence = { services: [...services] }
    const state = knownOr(account.organizationAccounts, []).find((member) => member.id === id)?.state
    if (state !== undefined && state !== 'ACTIVE') {
      return fail(`Delegated administrator ${id} is ${state} in the organization.`, {
        evidence: { ...evidence, state },
      })
    }
    if (expected.includes(id)) return pass
    if (expected.length === 0)
      return unknown('the configuration does not say which delegated administrators are expected')
    return fail(
      `Account ${id} is delegated administrator for ${services.join(', ') || 'no service'} and is not an expected one.`,
      { evidence },
    )
  },
  commands(fact, account) {
    if (fact.kind === 'account') return []
    const id = fact.subject.name
    const services =
      knownOr(account.delegatedAdministrators, []).find(({ accountId }) => accountId === id)?.services ?? []
    return services.map((service) =>
      awsCommand('organizations deregister-delegated-administrator', {
        'account-id': id,
        'service-principal': service,
      }),
    )
  },
})
