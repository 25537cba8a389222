import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { broadGrantsOf, statementLabel, whyNotJudgedInDetail } from './broad-grants.ts'
import { permissionPoliciesOf, unreadPartOf } from './policies-in-place.ts'

const ACTIONS = ['aws-marketplace:Subscribe']

export const marketplaceSubscribeOnAllProducts = defineRule({
  id: 'marketplace-subscribe-on-all-products',
  family: 'policies',
  title: 'A policy allows to subscribe to every Marketplace product',
  severity: 'low',
  frameworks: [],
  rationale: 'A subscription is a contract and may bring foreign software into the account.',
  remediation: 'Leave subscriptions to those who buy, or use a private marketplace.',
  needs: ['account-authorization-details'],
  subjects: permissionPoliciesOf,
  evaluate(policy) {
    const silent = whyNotJudgedInDetail(policy)
    if (silent) return silent
    const grants = broadGrantsOf(policy, ACTIONS, ['*', 'arn:probe'])
    const open = grants.filter(({ conditional }) => !conditional)
    const [first] = open
    if (!first) return unreadPartOf(policy) ?? (grants.length > 0 ? notApplicable('only under conditions') : pass)
    const actions = [...new Set(open.map(({ action }) => action))]
    return fail(`${policy.label} allows ${actions.join(', ')} on every product (${statementLabel(first.statement)}).`, {
      evidence: { statement: first.statement.index, actions },
    })
  },
  commands: (policy) => policy.commands(),
})
