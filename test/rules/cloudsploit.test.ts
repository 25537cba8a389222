import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { file, ID, reportFile, rootRow, type Row, userRow } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import {
  byRules,
  certificateUntil,
  configured,
  daysAgo,
  details,
  passwordPolicyFile,
  rootOf,
  summaryFile,
} from '#test/support/judged-evidence.ts'
import { report } from '#test/support/judged-report.ts'

// The cases of CloudSploit's own tests (aquasecurity/cloudsploit, plugins/aws/iam/*.spec.js and plugins/aws/accessanalyzer/*.spec.js;
// GPL-3.0; the facts in our words, none of its code or text), with its verdict and ours on the same facts as evidence. Not here, for want
// of evidence or of a fault: the size of a server certificate's key (ListServerCertificates does not show it), the number of
// administrators, services that AWS Config has not seen, tags and names, which are configured, and whether people may change their own
// passwords, which a policy (IAMUserChangePassword) may allow as well.

const NOTHING_READ = [summaryFile({})]
const root = (more: Row): readonly EvidenceFile[] => [reportFile(rootRow(more))]

const user = (more: Row = {}): Row => userRow('cloudsploit', { user_creation_time: daysAgo(600), ...more })
const person = (more: Row = {}): Row =>
  user({
    password_enabled: 'true',
    password_last_used: daysAgo(1),
    password_last_changed: daysAgo(60),
    mfa_active: 'true',
    ...more,
  })
const key = (slot: 1 | 2, rotated: string, used: string, active = 'true'): Row => ({
  [`access_key_${slot}_active`]: active,
  [`access_key_${slot}_last_rotated`]: rotated,
  [`access_key_${slot}_last_used_date`]: used,
})

describePeer('accessKeysExtra', byRules(['two-active-access-keys', 'root-access-key-present']), [
  ['one active key', 'PASS', report(user(key(1, daysAgo(60), daysAgo(1)))), []],
  [
    'two active keys',
    'FAIL',
    report(user({ ...key(1, daysAgo(60), daysAgo(1)), ...key(2, daysAgo(50), 'N/A') })),
    ['two-active-access-keys cloudsploit'],
  ],
  [
    'two active keys, the second without a date',
    'FAIL',
    report(user({ ...key(1, daysAgo(60), daysAgo(1)), ...key(2, 'N/A', 'N/A') })),
    ['two-active-access-keys ?'],
    'IAM dates every key. Without its date nobody can say whether a rotation is under way.',
  ],
  [
    'root with two active keys',
    'PASS',
    root({ ...key(1, daysAgo(60), daysAgo(60)), ...key(2, daysAgo(50), daysAgo(40)) }),
    ['root-access-key-present <root_account>'],
    'It leaves root out here; root should have no key at all.',
  ],
  ['no users', 'PASS', report(), []],
  ['no report', 'UNKNOWN', NOTHING_READ, ['root-access-key-present ?', 'two-active-access-keys ?']],
])

describePeer('accessKeysLastUsed', byRules(['access-key-unused']), [
  ['used 31 days ago', 'PASS', report(user(key(1, daysAgo(62), daysAgo(31)))), []],
  [
    'both used 123 days ago',
    'WARN',
    report(user({ ...key(1, daysAgo(123), daysAgo(123)), ...key(2, daysAgo(123), daysAgo(123)) })),
    ['access-key-unused cloudsploit', 'access-key-unused cloudsploit'],
  ],
  [
    'both used 275 days ago',
    'FAIL',
    report(user({ ...key(1, daysAgo(276), daysAgo(275)), ...key(2, daysAgo(275), daysAgo(275)) })),
    ['access-key-unused cloudsploit', 'access-key-unused cloudsploit'],
  ],
  ['no users', 'PASS', report(), []],
  ['no report', 'UNKNOWN', NOTHING_READ, ['access-key-unused ?']],
])

describePeer('accessKeysRotated', byRules(['access-key-not-rotated']), [
  ['two months old', 'PASS', report(user(key(1, daysAgo(61), daysAgo(1)))), []],
  [
    'four months old, both',
    'WARN',
    report(user({ ...key(1, daysAgo(122), daysAgo(1)), ...key(2, daysAgo(122), daysAgo(1)) })),
    ['access-key-not-rotated cloudsploit', 'access-key-not-rotated cloudsploit'],
  ],
  [
    'seven months old, the second slot',
    'FAIL',
    report(user(key(2, daysAgo(213), daysAgo(1)))),
    ['access-key-not-rotated cloudsploit'],
  ],
  ['no report', 'UNKNOWN', NOTHING_READ, ['access-key-not-rotated ?']],
])

describePeer(
  'canaryKeysUsed',
  byRules(['canary-key-used'], configured('canary-key-used', { users: ['cloudsploit'] })),
  [
    // A service beside a date of N/A, as its facts have it, is no use.
    ['never used', 'PASS', report(user({ ...key(1, daysAgo(60), 'N/A'), access_key_1_last_used_service: 'kms' })), []],
    ['used', 'FAIL', report(user(key(1, daysAgo(60), daysAgo(2)))), ['canary-key-used cloudsploit']],
    [
      'the canary is not there',
      'UNKNOWN',
      report(userRow('other')),
      [],
      'The name is a pattern for us, and it is in order that one account has no canary.',
    ],
    ['no report', 'UNKNOWN', NOTHING_READ, ['canary-key-used ?']],
  ],
)

describePeer('usersPasswordAndKeys', byRules(['password-and-access-key']), [
  [
    'a password and an active key',
    'FAIL',
    report(person(key(1, daysAgo(60), daysAgo(1)))),
    ['password-and-access-key cloudsploit'],
  ],
  ['a password and an inactive key', 'PASS', report(person(key(1, daysAgo(60), daysAgo(1), 'false'))), []],
])

const sshKey = (uploaded: string): readonly EvidenceFile[] => {
  const keys = [{ UserName: 'cloudsploit', SSHPublicKeyId: 'APKAEXAMPLE', Status: 'Active', UploadDate: uploaded }]
  return [...report(user()), file('ssh-public-keys.json', { SSHPublicKeys: keys })]
}

describePeer('sshKeysRotated', byRules(['ssh-public-key-not-rotated']), [
  ['two months old', 'PASS', sshKey(daysAgo(61)), []],
  // It warns after 150 days in this case, we after 180.
  ['six months old', 'WARN', sshKey(daysAgo(181)), ['ssh-public-key-not-rotated cloudsploit']],
  ['a year old', 'FAIL', sshKey(daysAgo(365)), ['ssh-public-key-not-rotated cloudsploit']],
])

describePeer('rootMfaEnabled', byRules(['root-mfa-missing']), [
  [
    'MFA, and two inactive keys',
    'PASS',
    root({ mfa_active: 'true', ...key(1, daysAgo(60), daysAgo(60), 'false') }),
    [],
  ],
  [
    'no password, no key, no MFA',
    'PASS',
    root({ password_enabled: 'false', password_last_used: 'N/A', mfa_active: 'false' }),
    [],
  ],
  [
    'a password, two keys, no MFA',
    'FAIL',
    root({
      password_enabled: 'true',
      mfa_active: 'false',
      ...key(1, daysAgo(60), daysAgo(1)),
      ...key(2, 'N/A', 'N/A'),
    }),
    ['root-mfa-missing <root_account>'],
  ],
  ['no row of root', 'UNKNOWN', [reportFile(user())], ['root-mfa-missing ?']],
  ['no report', 'UNKNOWN', details({}), ['root-mfa-missing ?']],
])

describePeer('rootHardwareMfa', byRules(['root-mfa-missing', 'root-mfa-virtual-only']), [
  ['no MFA', 'FAIL', [...root({}), summaryFile({ AccountMFAEnabled: 0 })], ['root-mfa-missing <root_account>']],
  [
    'a virtual device',
    'FAIL',
    [
      summaryFile({ AccountMFAEnabled: 1 }),
      file('virtual-mfa-devices.json', {
        VirtualMFADevices: [
          {
            SerialNumber: `arn:aws:iam::${ID}:mfa/root-account-mfa-device`,
            User: { UserName: 'root', UserId: ID, Arn: rootOf(ID), CreateDate: daysAgo(3000) },
            EnableDate: daysAgo(2000),
          },
        ],
      }),
    ],
    ['root-mfa-virtual-only <root_account>'],
  ],
  [
    'MFA, and no virtual device of root',
    'PASS',
    [summaryFile({ AccountMFAEnabled: 1 }), file('virtual-mfa-devices.json', { VirtualMFADevices: [] })],
    [],
  ],
])

describePeer('rootSigningCertificate', byRules(['root-signing-certificate-present']), [
  ['none', 'PASS', root({}), []],
  [
    'an active one without a date',
    'FAIL',
    root({ cert_1_active: 'true' }),
    ['root-signing-certificate-present <root_account>'],
  ],
  ['no row of root', 'UNKNOWN', [reportFile(user())], ['root-signing-certificate-present ?']],
])

describePeer('rootAccountInUse', byRules(['root-used'], configured('root-used', { windowDays: 15 })), [
  ['signed in yesterday', 'FAIL', root({ password_last_used: daysAgo(1) }), ['root-used <root_account>']],
  ['signed in a year ago', 'PASS', root({ password_last_used: daysAgo(366) }), []],
  ['a user signed in yesterday', 'PASS', [reportFile(rootRow({ password_last_used: daysAgo(366) }), person())], []],
])

describePeer('usersMfaEnabled', byRules(['console-user-without-mfa']), [
  ['a password, no MFA', 'WARN', report(person({ mfa_active: 'false' })), ['console-user-without-mfa cloudsploit']],
  ['a password and MFA', 'PASS', report(person()), []],
])

describePeer(
  'iamUserNotInUse',
  byRules(['console-password-unused', 'access-key-unused'], {
    rules: new Map(
      ['console-password-unused', 'access-key-unused'].map((id) => [id, { parameters: { maxIdleDays: 15 } }]),
    ),
  }),
  [
    [
      'the password a year ago, the key yesterday',
      'PASS',
      report(person({ password_last_used: daysAgo(365), ...key(1, daysAgo(60), daysAgo(1)) })),
      ['console-password-unused cloudsploit'],
      'A key that works does not excuse a password that nobody used for a year: each is a credential of its own.',
    ],
    [
      'the password a year ago',
      'FAIL',
      report(person({ password_last_used: daysAgo(365) })),
      ['console-password-unused cloudsploit'],
    ],
    ['no users', 'PASS', report(), []],
    ['no report', 'UNKNOWN', NOTHING_READ, ['access-key-unused ?', 'console-password-unused ?']],
  ],
)

const PASSWORD_POLICY = {
  MinimumPasswordLength: 8,
  RequireSymbols: false,
  RequireNumbers: false,
  RequireUppercaseCharacters: false,
  RequireLowercaseCharacters: false,
  AllowUsersToChangePassword: false,
  ExpirePasswords: true,
}
const passwords = (more: object): readonly EvidenceFile[] => [passwordPolicyFile({ ...PASSWORD_POLICY, ...more })]
const IN_FORCE = (rule: string): string => `${rule} ${ID}`

describePeer(
  'maxPasswordAge',
  byRules(['password-policy-without-expiry'], configured('password-policy-without-expiry', { maxAgeDays: 180 })),
  [
    ['90 days', 'PASS', passwords({ MaxPasswordAge: 90 }), []],
    ['210 days', 'WARN', passwords({ MaxPasswordAge: 210 }), [IN_FORCE('password-policy-without-expiry')]],
    ['400 days', 'FAIL', passwords({ MaxPasswordAge: 400 }), [IN_FORCE('password-policy-without-expiry')]],
    ['no age', 'FAIL', passwords({}), [IN_FORCE('password-policy-without-expiry')]],
    ['no policy', 'FAIL', [passwordPolicyFile(null)], [IN_FORCE('password-policy-without-expiry')]],
    ['not read', 'UNKNOWN', details({}), ['password-policy-without-expiry ?']],
  ],
)

describePeer(
  'passwordExpiration',
  byRules(['password-policy-without-expiry'], configured('password-policy-without-expiry', { maxAgeDays: 90 })),
  [
    ['80 days', 'PASS', passwords({ MaxPasswordAge: 80 }), []],
    ['120 days', 'WARN', passwords({ MaxPasswordAge: 120 }), [IN_FORCE('password-policy-without-expiry')]],
  ],
)

describePeer('passwordReusePrevention', byRules(['password-policy-allows-reuse']), [
  ['36, more than IAM takes', 'PASS', passwords({ PasswordReusePrevention: 36 }), []],
  ['10', 'WARN', passwords({ PasswordReusePrevention: 10 }), [IN_FORCE('password-policy-allows-reuse')]],
  ['3', 'FAIL', passwords({ PasswordReusePrevention: 3 }), [IN_FORCE('password-policy-allows-reuse')]],
  ['not set', 'FAIL', passwords({}), [IN_FORCE('password-policy-allows-reuse')]],
  ['no policy', 'FAIL', [passwordPolicyFile(null)], [IN_FORCE('password-policy-allows-reuse')]],
  ['not read', 'UNKNOWN', details({}), ['password-policy-allows-reuse ?']],
])

describePeer('passwordPolicyExists', byRules(['password-policy-too-short', 'password-policy-without-symbols']), [
  [
    'one of eight characters of every kind',
    'PASS',
    passwords({ RequireSymbols: true, RequireNumbers: true }),
    [IN_FORCE('password-policy-too-short')],
    'Eight characters are what IAM asks for without a policy; that one exists says little.',
  ],
  [
    'none',
    'FAIL',
    [passwordPolicyFile(null)],
    [IN_FORCE('password-policy-too-short'), IN_FORCE('password-policy-without-symbols')],
  ],
])

describePeer('certificateExpiry', byRules(['server-certificate-expired', 'server-certificate-expires-soon']), [
  ['ends in ten years', 'PASS', certificateUntil(daysAgo(-3650)), []],
  ['ends in 35 days', 'WARN', certificateUntil(daysAgo(-35)), ['server-certificate-expires-soon site']],
  ['ends in 20 days', 'FAIL', certificateUntil(daysAgo(-20)), ['server-certificate-expires-soon site']],
  ['has ended', 'FAIL', certificateUntil(daysAgo(34)), ['server-certificate-expired site']],
  ['none', 'PASS', [file('server-certificates.json', { ServerCertificateMetadataList: [] })], []],
  ['not read', 'UNKNOWN', report(), ['server-certificate-expired ?', 'server-certificate-expires-soon ?']],
])
