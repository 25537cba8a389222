import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { file, ID, reportFile, rootRow, type Row, userRow } from '#test/evidence/evidence-folder.ts'
import { configured, describePeer, type PeerCheck } from '#test/support/describe-peer.ts'
import { daysAgo, passwordPolicyFile } from '#test/support/judged-evidence.ts'

// What the queries of Steampipe's compliance mod say (turbot/steampipe-mod-aws-compliance, conformance_pack/iam.pp; Apache-2.0; it has
// no tests, so the facts are ours: those at which its SQL takes another turn), and what we say of the same. `null` in its tables is N/A
// and no_information in the report.

const report = (...rows: readonly Row[]): readonly EvidenceFile[] => [reportFile(rootRow(), ...rows)]
const root = (more: Row): readonly EvidenceFile[] => [
  reportFile(rootRow({ user_creation_time: daysAgo(3000), password_last_used: 'N/A', ...more })),
]
const alice = (more: Row): readonly EvidenceFile[] =>
  report(userRow('alice', { user_creation_time: daysAgo(600), ...more }))
const key = (slot: 1 | 2, rotated: number, used?: number): Row => ({
  [`access_key_${slot}_active`]: 'true',
  [`access_key_${slot}_last_rotated`]: daysAgo(rotated),
  [`access_key_${slot}_last_used_date`]: used === undefined ? 'N/A' : daysAgo(used),
})
const password = (changed: number, used?: number): Row => ({
  password_enabled: 'true',
  password_last_changed: daysAgo(changed),
  password_last_used: used === undefined ? 'no_information' : daysAgo(used),
  mfa_active: 'true',
})

const CREDENTIALS: Readonly<Record<string, PeerCheck>> = {
  iam_root_last_used: {
    rules: ['root-used'],
    cases: [
      ['signed in 90 days ago', 'alarm', root({ password_last_used: daysAgo(90) }), ['root-used <root_account>']],
      ['signed in 91 days ago', 'ok', root({ password_last_used: daysAgo(91) }), []],
      // Its comparison of keys is turned round: it alarms on old uses and is content with new ones.
      ['a key used yesterday', 'ok', root(key(1, 300, 1)), ['root-used <root_account>']],
      ['a key used 200 days ago', 'alarm', root(key(2, 300, 200)), []],
    ],
  },
  iam_user_access_key_unused_45: {
    rules: ['access-key-unused', 'access-key-never-used'],
    cases: [
      // Without an active first key it does not look at the second.
      ['the second key alone, idle', 'ok', alice(key(2, 300, 100)), ['access-key-unused alice']],
      ['the second key alone, never used', 'ok', alice(key(2, 300)), ['access-key-never-used alice']],
      // A key of an hour ago has had no time to be used.
      ['a key of an hour ago', 'alarm', alice(key(1, 1 / 24)), []],
      ['exactly 45 days', 'ok', alice(key(1, 300, 45)), []],
    ],
  },
  iam_user_console_access_unused_45: {
    rules: ['console-password-unused', 'console-password-never-used'],
    cases: [
      ['a password of today, never used', 'alarm', alice(password(0.5)), []],
      ['one of 46 days, never used', 'alarm', alice(password(46)), ['console-password-never-used alice']],
      ['used 46 days ago', 'alarm', alice(password(100, 46)), ['console-password-unused alice']],
      // Somebody set it anew, and so it has its days again.
      ['used 46 days ago and changed yesterday', 'alarm', alice(password(1, 46)), []],
    ],
  },
  iam_user_access_key_age_90: {
    rules: ['access-key-not-rotated'],
    cases: [
      // It counts days from midnight, we hours: at 90 days a key has had its 90 days.
      ['exactly 90 days', 'alarm', alice(key(1, 90, 1)), []],
      ['90 days and a minute', 'alarm', alice(key(1, 90.001, 1)), ['access-key-not-rotated alice']],
    ],
  },
  iam_user_access_keys_and_password_at_setup: {
    rules: ['access-key-made-with-user'],
    cases: [
      [
        'a key in the second of the user',
        'alarm',
        alice({ ...password(600), ...key(1, 600) }),
        ['access-key-made-with-user alice'],
      ],
      // It looks at ten seconds; the console takes a minute or two.
      [
        'a key a minute after the user',
        'ok',
        alice({ ...password(600), ...key(1, 600 - 1 / 1440) }),
        ['access-key-made-with-user alice'],
      ],
      [
        'the second key in the second of the user',
        'ok',
        alice({ ...password(600), ...key(2, 600) }),
        ['access-key-made-with-user alice'],
      ],
      ['in use', 'alarm', alice({ ...password(600), ...key(1, 600, 1) }), []],
    ],
  },
  iam_user_one_active_key: {
    rules: ['two-active-access-keys'],
    cases: [
      ['two of months', 'alarm', alice({ ...key(1, 300, 1), ...key(2, 100, 1) }), ['two-active-access-keys alice']],
      // A rotation needs both for a while.
      ['an old one, and one of last week', 'alarm', alice({ ...key(1, 300, 1), ...key(2, 7, 1) }), []],
      ['two of one second', 'alarm', alice({ ...key(1, 5), ...key(2, 5) }), ['two-active-access-keys alice']],
    ],
  },
  iam_user_mfa_enabled: {
    rules: ['console-user-without-mfa', 'machine-user-without-mfa'],
    cases: [
      ['a password', 'alarm', alice({ ...password(30, 1), mfa_active: 'false' }), ['console-user-without-mfa alice']],
      ['a key', 'alarm', alice(key(1, 30, 1)), ['machine-user-without-mfa alice']],
      ['neither', 'alarm', alice({}), []],
    ],
  },
  iam_server_certificate_not_expired: {
    rules: ['server-certificate-expired'],
    cases: (
      [
        // It looks at the day, we at the second.
        ['ended an hour ago', 'ok', daysAgo(1 / 24), ['server-certificate-expired site']],
        ['ends in an hour', 'ok', daysAgo(-1 / 24), []],
        ['ended two days ago', 'alarm', daysAgo(2), ['server-certificate-expired site']],
      ] as const
    ).map(([name, theirs, Expiration, ours]) => [
      name,
      theirs,
      [
        file('server-certificates.json', {
          ServerCertificateMetadataList: [
            {
              ServerCertificateName: 'site',
              ServerCertificateId: 'ASCAEXAMPLE',
              Arn: `arn:aws:iam::${ID}:server-certificate/site`,
              UploadDate: daysAgo(400),
              Expiration,
            },
          ],
        }),
      ],
      ours,
    ]),
  },
  iam_account_password_policy_min_length_14: {
    rules: ['password-policy-too-short'],
    cases: [
      ['14', 'ok', [passwordPolicyFile({ MinimumPasswordLength: 14 })], []],
      ['13', 'alarm', [passwordPolicyFile({ MinimumPasswordLength: 13 })], [`password-policy-too-short ${ID}`]],
    ],
  },
  iam_account_password_policy_reuse_24: {
    rules: ['password-policy-allows-reuse'],
    cases: [
      ['24', 'ok', [passwordPolicyFile({ MinimumPasswordLength: 14, PasswordReusePrevention: 24 })], []],
      [
        '23',
        'alarm',
        [passwordPolicyFile({ MinimumPasswordLength: 14, PasswordReusePrevention: 23 })],
        [`password-policy-allows-reuse ${ID}`],
      ],
      [
        'left out',
        'alarm',
        [passwordPolicyFile({ MinimumPasswordLength: 14 })],
        [`password-policy-allows-reuse ${ID}`],
      ],
    ],
  },
  iam_password_policy_expire_90: {
    rules: ['password-policy-without-expiry'],
    configuration: configured('password-policy-without-expiry', { maxAgeDays: 90 }),
    cases: [
      ['90', 'ok', [passwordPolicyFile({ MinimumPasswordLength: 14, MaxPasswordAge: 90, ExpirePasswords: true })], []],
      [
        '91',
        'alarm',
        [passwordPolicyFile({ MinimumPasswordLength: 14, MaxPasswordAge: 91, ExpirePasswords: true })],
        [`password-policy-without-expiry ${ID}`],
      ],
      [
        '0',
        'ok',
        [passwordPolicyFile({ MinimumPasswordLength: 14, MaxPasswordAge: 0, ExpirePasswords: false })],
        [`password-policy-without-expiry ${ID}`],
      ],
    ],
  },
}

describePeer(CREDENTIALS)
