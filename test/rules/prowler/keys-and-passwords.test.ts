import { type Row } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { ago, key, ofUser, password } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on access keys and passwords (prowler-cloud/prowler, tests/providers/aws/services/iam; Apache-2.0;
// the facts in our words), with its verdict and ours.

const UNUSED = ['access-key-unused', 'access-key-never-used']
const old = (slot: 1 | 2): Row => key(slot, { made: ago(300), used: ago(100) })

describePeer('iam_user_accesskey_unused', byRules(UNUSED), [
  ['no key', 'PASS', ofUser(), []],
  ['the first key, 100 days ago', 'FAIL', ofUser(old(1)), ['access-key-unused']],
  ['the second key, 100 days ago', 'FAIL', ofUser(old(2)), ['access-key-unused']],
  ['both, 100 days ago', 'FAIL', ofUser({ ...old(1), ...old(2) }), ['access-key-unused']],
  ['both, 10 days ago', 'PASS', ofUser({ ...key(1, { used: ago(10) }), ...key(2, { used: ago(10) }) }), []],
  [
    '100 days ago, and when it was made is not told',
    'FAIL',
    ofUser(key(1, { made: 'N/A', used: ago(100) })),
    ['access-key-unused'],
  ],
  [
    'never used, made a year ago',
    'PASS',
    ofUser(key(1, { made: ago(365), used: 'N/A' })),
    ['access-key-never-used'],
    'Prowler passes what was never used, at any age; CIS counts it from the day it was made.',
  ],
])

const PASSWORD_UNUSED = ['console-password-unused', 'console-password-never-used']

describePeer(
  'iam_user_console_access_unused, iam_disable_30, _45 and _90_days_credentials',
  byRules([...PASSWORD_UNUSED, ...UNUSED]),
  [
    ['two days ago', 'PASS', ofUser(password({ password_last_used: ago(2) })), []],
    ['60 days ago', 'FAIL', ofUser(password({ password_last_used: ago(60) })), ['console-password-unused']],
    ['no password', 'PASS', ofUser(), []],
    [
      'never, since June',
      'PASS',
      ofUser(password({ password_last_used: 'no_information' })),
      ['console-password-never-used'],
      'Prowler passes what was never used, at any age; CIS counts it from the day it was set.',
    ],
    ['no password; the key 100 days ago', 'FAIL', ofUser(old(1)), ['access-key-unused']],
    ['no password; the second key 100 days ago', 'FAIL', ofUser(old(2)), ['access-key-unused']],
  ],
)

const ROTATE = ['access-key-not-rotated']

describePeer('iam_rotate_access_key_90_days', byRules(ROTATE), [
  ['no key', 'PASS', ofUser(), []],
  ['the first key, 100 days old', 'FAIL', ofUser(key(1, { made: ago(100) })), ROTATE],
  ['the second key, 100 days old', 'FAIL', ofUser(key(2, { made: ago(100) })), ROTATE],
  ['both, 100 days old', 'FAIL', ofUser({ ...key(1, { made: ago(100) }), ...key(2, { made: ago(100) }) }), ROTATE],
  ['an inactive key, 100 days old', 'PASS', ofUser(key(1, { made: ago(100), active: 'false' })), []],
])

const TWO = ['two-active-access-keys']

describePeer('iam_user_two_active_access_key', byRules(TWO), [
  ['two', 'FAIL', ofUser({ ...key(1), ...key(2) }), TWO],
  ['one', 'PASS', ofUser(key(1)), []],
  ['the second alone', 'PASS', ofUser(key(2)), []],
  ['none', 'PASS', ofUser(), []],
  ['one of two inactive', 'PASS', ofUser({ ...key(1), ...key(2, { active: 'false' }) }), []],
  [
    'two, of which the second is a week old',
    'FAIL',
    ofUser({ ...key(1, { made: ago(89) }), ...key(2, { made: ago(7) }) }),
    [],
    'A rotation that is under way needs both for some days; 14 are allowed, a setting.',
  ],
])

const AT_SETUP = ['access-key-made-with-user', 'access-key-never-used']
const SETUP = '2025-01-01T00:01:00+00:00'

describePeer('iam_user_no_setup_initial_access_key', byRules(AT_SETUP), [
  [
    'the first key, never used',
    'FAIL',
    ofUser({ ...password(), ...key(1, { made: SETUP, used: 'N/A' }) }),
    ['access-key-never-used'],
  ],
  [
    'the second key, never used',
    'FAIL',
    ofUser({ ...password(), ...key(2, { made: SETUP, used: 'N/A' }) }),
    ['access-key-never-used'],
  ],
  [
    'made with the user, ten days ago',
    'FAIL',
    ofUser({ ...password(), ...key(1, { made: ago(10), used: 'N/A' }), user_creation_time: ago(10) }),
    ['access-key-made-with-user'],
  ],
  ['no key', 'PASS', ofUser({ password_enabled: 'false' }), []],
  [
    'never used, and when it was made is not told',
    'FAIL',
    ofUser({ ...password(), ...key(1, { made: 'N/A', used: 'N/A' }) }),
    ['access-key-made-with-user ?', 'access-key-never-used ?'],
    'How long it has been waiting is not known; IAM always tells it.',
  ],
  [
    'made yesterday for a user of last year',
    'FAIL',
    ofUser({ ...password(), ...key(1, { made: ago(1), used: 'N/A' }) }),
    [],
    'A key that somebody has just asked for (prowler#645): CIS is about keys that come with the user.',
  ],
])

const LONG_LIVED = ['workload-uses-long-lived-key']

describePeer('iam_user_with_temporary_credentials', byRules(LONG_LIVED), [
  ['no key', 'PASS', ofUser(), []],
  ['a key that was never used', 'PASS', ofUser(key(1, { used: 'N/A' })), []],
  ['a key that is used for S3', 'FAIL', ofUser(key(1)), LONG_LIVED],
  [
    'a key that is used for STS',
    'PASS',
    ofUser({ ...key(1), access_key_1_last_used_service: 'sts' }),
    LONG_LIVED,
    'Prowler reads what the user may do, and IAM what the key did: to assume a role from outside of AWS, OIDC or Roles Anywhere do without a key.',
  ],
])
