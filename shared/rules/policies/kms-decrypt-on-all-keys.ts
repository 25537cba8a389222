import { awsConfig, securityHub } from '../frameworks.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { anyKeyOf, broadGrantsOf, statementLabel, whyNotJudgedInDetail } from './broad-grants.ts'
import { permissionPoliciesOf, unreadPartOf } from './policies-in-place.ts'

const ACTIONS = ['kms:Decrypt', 'kms:ReEncryptFrom']

export const kmsDecryptOnAllKeys = defineRule({
  id: 'kms-decrypt-on-all-keys',
  family: 'policies',
  title: 'A policy allows to decrypt with every KMS key',
  severity: 'medium',
  frameworks: [
    ...securityHub('KMS.1', 'KMS.2'),
    ...awsConfig('iam-customer-policy-blocked-kms-actions', 'iam-inline-policy-blocked-kms-actions'),
  ],
  rationale: 'Keys whose policies leave it to IAM then protect nothing from this holder.',
  remediation: 'Name the keys in Resource, or use a condition on kms:ViaService or kms:ResourceAliases.',
  needs: ['account-authorization-details'],
  subjects: permissionPoliciesOf,
  evaluate(policy, { account }) {
    const silent = whyNotJudgedInDetail(policy)
    if (silent) return silent
    const grants = broadGrantsOf(policy, ACTIONS, anyKeyOf(account))
    const open = grants.filter(({ conditional }) => !conditional)
    const [first] = open
    if (!first) return unreadPartOf(policy) ?? (grants.length > 0 ? notApplicable('only under conditions') : pass)
    const actions = [...new Set(open.map(({ action }) => action))]
    return fail(`${policy.label} allows ${actions.join(', ')} on every key (${statementLabel(first.statement)}).`, {
      evidence: { statement: first.statement.index, actions },
    })
  },
  commands: (policy) => policy.commands(),
})
