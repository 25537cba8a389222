import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { ID, reportFile, rootRow, type Row } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { byRules, certificateUntil, configured, daysAgo, passwordPolicyFile } from '#test/support/judged-evidence.ts'
import { alice, key, password } from '#test/support/judged-report.ts'

// What the queries of Steampipe's compliance mod say (turbot/steampipe-mod-aws-compliance, conformance_pack/iam.pp; Apache-2.0; it has
// no tests, so the facts are ours: those at which its SQL takes another turn), and what we say of the same. Its alarm is FAIL,
// its skip none; `null` in its tables is N/A and no_information in the report.

const root = (more: Row): readonly EvidenceFile[] => [
  reportFile(rootRow({ user_creation_time: daysAgo(3000), password_last_used: 'N/A', ...more })),
]

describePeer('iam_root_last_used', byRules(['root-used']), [
  ['signed in 90 days ago', 'FAIL', root({ password_last_used: daysAgo(90) }), ['root-used <root_account>']],
  ['signed in 91 days ago', 'PASS', root({ password_last_used: daysAgo(91) }), []],
  [
    'a key used yesterday',
    'PASS',
    root(key(1, 300, 1)),
    ['root-used <root_account>'],
    'Its comparison of keys is turned round: it alarms on old uses and is content with new ones.',
  ],
  ['a key used 200 days ago', 'FAIL', root(key(2, 300, 200)), [], 'The same.'],
])

describePeer('iam_user_access_key_unused_45', byRules(['access-key-unused', 'access-key-never-used']), [
  [
    'the second key alone, idle',
    'PASS',
    alice(key(2, 300, 100)),
    ['access-key-unused alice'],
    'Without an active first key it does not look at the second.',
  ],
  ['the second key alone, never used', 'PASS', alice(key(2, 300)), ['access-key-never-used alice'], 'The same.'],
  ['a key of an hour ago', 'FAIL', alice(key(1, 1 / 24)), [], 'A key of an hour ago has had no time to be used.'],
  ['exactly 45 days', 'PASS', alice(key(1, 300, 45)), []],
])

describePeer('iam_user_console_access_unused_45', byRules(['console-password-unused', 'console-password-never-used']), [
  ['a password of today, never used', 'FAIL', alice(password(0.5)), [], 'It has had no time to be used.'],
  ['one of 46 days, never used', 'FAIL', alice(password(46)), ['console-password-never-used alice']],
  ['used 46 days ago', 'FAIL', alice(password(100, 46)), ['console-password-unused alice']],
  [
    'used 46 days ago and changed yesterday',
    'FAIL',
    alice(password(1, 46)),
    [],
    'Somebody set it anew, and so it has its days again.',
  ],
])

describePeer('iam_user_access_key_age_90', byRules(['access-key-not-rotated']), [
  [
    'exactly 90 days',
    'FAIL',
    alice(key(1, 90, 1)),
    [],
    'It counts days from midnight, we hours: at 90 days a key has had its 90 days.',
  ],
  ['90 days and a minute', 'FAIL', alice(key(1, 90.001, 1)), ['access-key-not-rotated alice']],
])

describePeer('iam_user_access_keys_and_password_at_setup', byRules(['access-key-made-with-user']), [
  [
    'a key in the second of the user',
    'FAIL',
    alice({ ...password(600), ...key(1, 600) }),
    ['access-key-made-with-user alice'],
  ],
  [
    'a key a minute after the user',
    'PASS',
    alice({ ...password(600), ...key(1, 600 - 1 / 1440) }),
    ['access-key-made-with-user alice'],
    'It looks at ten seconds; the console takes a minute or two.',
  ],
  [
    'the second key in the second of the user',
    'PASS',
    alice({ ...password(600), ...key(2, 600) }),
    ['access-key-made-with-user alice'],
    'It looks at the first key alone.',
  ],
  [
    'in use',
    'FAIL',
    alice({ ...password(600), ...key(1, 600, 1) }),
    [],
    'Somebody uses it: that it came with the user does no harm any more, and its age is judged.',
  ],
])

describePeer('iam_user_one_active_key', byRules(['two-active-access-keys']), [
  ['two of months', 'FAIL', alice({ ...key(1, 300, 1), ...key(2, 100, 1) }), ['two-active-access-keys alice']],
  [
    'an old one, and one of last week',
    'FAIL',
    alice({ ...key(1, 300, 1), ...key(2, 7, 1) }),
    [],
    'A rotation needs both for a while.',
  ],
  ['two of one second', 'FAIL', alice({ ...key(1, 5), ...key(2, 5) }), ['two-active-access-keys alice']],
])

describePeer('iam_user_mfa_enabled', byRules(['console-user-without-mfa', 'machine-user-without-mfa']), [
  ['a password', 'FAIL', alice({ ...password(30, 1), mfa_active: 'false' }), ['console-user-without-mfa alice']],
  ['a key', 'FAIL', alice(key(1, 30, 1)), ['machine-user-without-mfa alice']],
  ['neither', 'FAIL', alice({}), [], 'There is nothing to protect.'],
])

describePeer('iam_server_certificate_not_expired', byRules(['server-certificate-expired']), [
  [
    'ended an hour ago',
    'PASS',
    certificateUntil(daysAgo(1 / 24)),
    ['server-certificate-expired site'],
    'It looks at the day, we at the second.',
  ],
  ['ends in an hour', 'PASS', certificateUntil(daysAgo(-1 / 24)), []],
  ['ended two days ago', 'FAIL', certificateUntil(daysAgo(2)), ['server-certificate-expired site']],
])

describePeer('iam_account_password_policy_min_length_14', byRules(['password-policy-too-short']), [
  ['14', 'PASS', [passwordPolicyFile({ MinimumPasswordLength: 14 })], []],
  ['13', 'FAIL', [passwordPolicyFile({ MinimumPasswordLength: 13 })], [`password-policy-too-short ${ID}`]],
])

describePeer('iam_account_password_policy_reuse_24', byRules(['password-policy-allows-reuse']), [
  ['24', 'PASS', [passwordPolicyFile({ MinimumPasswordLength: 14, PasswordReusePrevention: 24 })], []],
  [
    '23',
    'FAIL',
    [passwordPolicyFile({ MinimumPasswordLength: 14, PasswordReusePrevention: 23 })],
    [`password-policy-allows-reuse ${ID}`],
  ],
  ['left out', 'FAIL', [passwordPolicyFile({ MinimumPasswordLength: 14 })], [`password-policy-allows-reuse ${ID}`]],
])

describePeer(
  'iam_password_policy_expire_90',
  byRules(['password-policy-without-expiry'], configured('password-policy-without-expiry', { maxAgeDays: 90 })),
  [
    ['90', 'PASS', [passwordPolicyFile({ MinimumPasswordLength: 14, MaxPasswordAge: 90, ExpirePasswords: true })], []],
    [
      '91',
      'FAIL',
      [passwordPolicyFile({ MinimumPasswordLength: 14, MaxPasswordAge: 91, ExpirePasswords: true })],
      [`password-policy-without-expiry ${ID}`],
    ],
    [
      '0',
      'PASS',
      [passwordPolicyFile({ MinimumPasswordLength: 14, MaxPasswordAge: 0, ExpirePasswords: false })],
      [`password-policy-without-expiry ${ID}`],
      '0 is less than 90, but stands for passwords that never expire.',
    ],
  ],
)
