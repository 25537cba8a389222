import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { GOVCLOUD_REASON, isGovCloud, rootMfaActiveOf, rootUserOf, signInCredentialsOf } from './root-words.ts'

export const rootMfaMissing = defineRule({
  id: 'root-mfa-missing',
  family: 'root',
  title: 'The root user has credentials and no MFA',
  severity: 'critical',
  frameworks: [
    ...cis('1.5', { v50: '1.4', v60: '2.4', v70: '2.5' }),
    ...securityHub('IAM.9'),
    ...awsConfig('root-account-mfa-enabled'),
  ],
  rationale: 'Without MFA the password of the root user, or the mailbox that can reset it, is the whole account.',
  remediation:
    'Sign in as root and register at least two MFA devices, security keys or passkeys first. In a member account of an organization with central root access, remove the root credentials instead.',
  needs: ['credential-report', 'account-summary'],
  subjects: rootUserOf,
  evaluate(root, { account }) {
    if (isGovCloud(account)) return notApplicable(GOVCLOUD_REASON)
    const active = rootMfaActiveOf(root, account)
    if (active.state === 'unknown') return unknown(active.reason)
    if (active.value) return pass
    const { held, notKnown } = signInCredentialsOf(root, account)
    if (held.length > 0) {
      return fail(`The root user has ${held.join(' and ')}, and no MFA device.`, {
        evidence: { mfaActive: false, credentials: held },
      })
    }
    const [reason] = notKnown
    // The report alone often tells nothing of root's password (`not_supported`), and almost every root user has one.
    if (reason !== undefined) {
      return fail(
        `The root user has no MFA device. Whether it has ${root.password.state === 'unknown' ? 'a password' : 'an access key'} is not known: ${reason}`,
        { severity: 'high', evidence: { mfaActive: false, credentials: null } },
      )
    }
    return notApplicable('the root user has no password and no access key')
  },
})
