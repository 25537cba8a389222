import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { accountFile, file } from '#test/evidence/evidence-folder.ts'
import { describePeer, type PeerCase } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'

// The cases of Prowler’s unit tests on the password policy (prowler-cloud/prowler, tests/providers/aws/services/iam; Apache-2.0; the
// facts in our words), with its verdict and ours.

const passwordPolicy = (more: object): readonly EvidenceFile[] => [
  accountFile(),
  file('account-password-policy.json', {
    PasswordPolicy: {
      MinimumPasswordLength: 14,
      RequireSymbols: true,
      RequireNumbers: true,
      RequireUppercaseCharacters: true,
      RequireLowercaseCharacters: true,
      AllowUsersToChangePassword: true,
      ExpirePasswords: true,
      MaxPasswordAge: 90,
      PasswordReusePrevention: 24,
      ...more,
    },
  }),
]
const noPolicy: readonly EvidenceFile[] = [
  accountFile(),
  file('account-password-policy.json', { PasswordPolicy: null }),
]
const DENIED: readonly EvidenceFile[] = [
  accountFile({ errors: [{ call: 'iam:GetAccountPasswordPolicy', code: 'AccessDenied', reason: 'denied' }] }),
]
const DENIED_WHY = 'Prowler is silent; what could not be asked is not assessed.'

const policyCases = (rule: string, weak: object, more: readonly PeerCase[] = []): readonly PeerCase[] => [
  ['as asked', 'PASS', passwordPolicy({}), []],
  ['weaker', 'FAIL', passwordPolicy(weak), [rule]],
  ['no policy', 'FAIL', noPolicy, [rule]],
  ['denied', 'none', DENIED, [`${rule} ?`], DENIED_WHY],
  ...more,
]
const POLICY_CHECKS: readonly (readonly [check: string, rule: string, weak: object, more?: readonly PeerCase[]])[] = [
  ['iam_password_policy_minimum_length_14', 'password-policy-too-short', { MinimumPasswordLength: 10 }],
  ['iam_password_policy_symbol', 'password-policy-without-symbols', { RequireSymbols: false }],
  ['iam_password_policy_number', 'password-policy-without-numbers', { RequireNumbers: false }],
  ['iam_password_policy_uppercase', 'password-policy-without-uppercase', { RequireUppercaseCharacters: false }],
  ['iam_password_policy_lowercase', 'password-policy-without-lowercase', { RequireLowercaseCharacters: false }],
  ['iam_password_policy_reuse_24', 'password-policy-allows-reuse', { PasswordReusePrevention: 20 }],
  [
    'iam_password_policy_expires_passwords_within_90_days_or_less',
    'password-policy-without-expiry',
    { MaxPasswordAge: 100 },
    [
      [
        'expiry off',
        'FAIL',
        passwordPolicy({ ExpirePasswords: false, MaxPasswordAge: null }),
        ['password-policy-without-expiry'],
      ],
      ['40 days', 'PASS', passwordPolicy({ MaxPasswordAge: 40 }), []],
    ],
  ],
]
for (const [check, rule, weak, more] of POLICY_CHECKS)
  describePeer(check, byRules([rule]), policyCases(rule, weak, more))
