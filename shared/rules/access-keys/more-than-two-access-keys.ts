import { awsCommand } from '../command.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { keyName, keysEvidence } from './key-words.ts'

/** IAM's quota, which AWS Support does not raise (IAM user guide, "IAM and AWS STS quotas"). */
const REPORT_SLOTS = 2

export const moreThanTwoAccessKeys = defineRule({
  id: 'more-than-two-access-keys',
  family: 'access-keys',
  title: 'User has credentials that do not fit the two columns of the credential report',
  severity: 'medium',
  frameworks: [],
  rationale:
    'The credential report shows two access keys and two certificates of each user. Whoever audits by the report alone does not see the others.',
  remediation: 'List the keys and certificates of the user, and delete those that nobody can name a purpose for.',
  needs: ['credential-report', 'access-keys'],
  subjects: (account) => account.users,
  evaluate(user) {
    const { additionalCredentials, accessKeys } = user
    if (accessKeys.state === 'known' && accessKeys.value.length > REPORT_SLOTS) {
      return fail(
        `${user.name} has ${accessKeys.value.length} access keys: ${accessKeys.value.map(keyName).join(', ')}.`,
        {
          evidence: keysEvidence(accessKeys.value),
        },
      )
    }
    if (additionalCredentials !== undefined) {
      return fail(`${user.name} has credentials that the report does not show; it says: "${additionalCredentials}".`, {
        evidence: { additionalCredentialsInfo: additionalCredentials },
      })
    }
    return accessKeys.state === 'unknown' ? unknown(accessKeys.reason) : pass
  },
  commands: (user) => [
    awsCommand('iam list-access-keys', { 'user-name': user.name }),
    awsCommand('iam list-signing-certificates', { 'user-name': user.name }),
  ],
})
