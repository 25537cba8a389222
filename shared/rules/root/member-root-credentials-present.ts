import { awsCommand } from '../command.ts'
import { cis } from '../frameworks.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { allRootCredentialsOf, assumeRootOptions, placeInOrganization, rootUserOf } from './root-words.ts'

export const memberRootCredentialsPresent = defineRule({
  id: 'member-root-credentials-present',
  family: 'root',
  title: 'The root user of a member account still has credentials of its own',
  severity: 'medium',
  frameworks: cis(null, { v70: '2.1.1' }),
  rationale:
    'Central root access does not remove the passwords, keys and certificates that member accounts already had; each of them is a way around the organization.',
  remediation:
    'Turn on central root access in the management account, then delete the member’s root credentials in a privileged session; new member accounts have none from the start.',
  needs: ['credential-report', 'account-summary', 'organization'],
  subjects: rootUserOf,
  evaluate(root, { account }) {
    const place = placeInOrganization(account)
    if (place.state === 'unknown') return unknown(place.reason)
    if (place.value !== 'member')
      return notApplicable(
        `the account is ${place.value === 'management' ? 'the management account' : 'in no organization'}`,
      )
    const { held, notKnown } = allRootCredentialsOf(root, account)
    if (held.length > 0) {
      return fail(`The root user of this member account has ${held.join(' and ')}.`, {
        evidence: { credentials: held },
      })
    }
    const [reason] = notKnown
    return reason === undefined ? pass : unknown(reason)
  },
  commands: (_root, account) => [
    awsCommand('iam enable-organizations-root-credentials-management'),
    awsCommand('sts assume-root', assumeRootOptions(account, 'IAMDeleteRootUserCredentials')),
    awsCommand('iam delete-login-profile'),
  ],
})
