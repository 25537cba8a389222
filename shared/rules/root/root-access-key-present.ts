import { awsCommand } from '../command.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { assumeRootOptions, placeInOrganization, rootKeyLabel, rootUserOf, summaryCountOf } from './root-words.ts'

export const rootAccessKeyPresent = defineRule({
  id: 'root-access-key-present',
  family: 'root',
  title: 'The root user has an access key',
  severity: 'critical',
  frameworks: [
    ...cis('1.4', { v50: '1.3', v60: '2.3', v70: '2.4' }),
    ...securityHub('IAM.4'),
    ...awsConfig('iam-root-access-key-check'),
  ],
  rationale:
    'A root access key may do everything in the account, no policy of the account limits it, and no MFA stands before it.',
  remediation:
    'Find what uses the key (its last use names service and Region), give that a role, deactivate the key, and delete it. In a member account the management account can delete it in a privileged root session.',
  needs: ['credential-report', 'account-summary'],
  subjects: rootUserOf,
  evaluate(root, { account }) {
    const keys = root.accessKeys.state === 'known' ? root.accessKeys.value : []
    if (keys.length > 0) {
      const isActive = keys.some(({ status }) => status === 'active')
      return fail(`The root user has ${keys.map(rootKeyLabel).join(' and ')}; it should have none.`, {
        evidence: { keys: keys.map(({ slot, status }) => ({ slot: slot ?? null, status })) },
        ...(isActive ? {} : { severity: 'medium' as const }),
      })
    }
    const present = summaryCountOf(account, 'AccountAccessKeysPresent')
    if (present !== undefined && present > 0) {
      return fail('The root user has an access key (account summary); it should have none.', {
        evidence: { AccountAccessKeysPresent: present },
      })
    }
    if (root.accessKeys.state === 'unknown' && present === undefined) return unknown(root.accessKeys.reason)
    return pass
  },
  commands(root, account) {
    const place = placeInOrganization(account)
    const keys = root.accessKeys.state === 'known' ? root.accessKeys.value : []
    return [
      ...(place.state === 'known' && place.value === 'member'
        ? [awsCommand('sts assume-root', assumeRootOptions(account, 'IAMDeleteRootUserCredentials'))]
        : []),
      ...(keys.length === 0 ? [undefined] : keys.map((key) => key.accessKeyId)).map((id) =>
        awsCommand('iam delete-access-key', { 'access-key-id': id ?? 'ROOT_ACCESS_KEY_ID' }),
      ),
    ]
  },
})
