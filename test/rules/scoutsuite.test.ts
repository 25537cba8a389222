import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { ID, reportFile, rootRow, type Row, userRow } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import {
  byRules,
  configured,
  daysAgo,
  PASSWORD_RULES,
  passwordPolicyFile,
  summaryFile,
} from '#test/support/judged-evidence.ts'
import { key, report } from '#test/support/judged-report.ts'

// The cases of ScoutSuite's own tests (nccgroup/ScoutSuite, tests/data/rule-configs and rule-results; GPL-2.0; the facts in our words,
// none of its code or text), and what its rules of IAM (ScoutSuite/providers/aws/rules/findings/iam-*.json) say of a trust policy.
// What its rules flag is FAIL. Not here: rules on EC2 instances, which no evidence of ours tells of.

const console_ = (changed: number, used: number | undefined): readonly EvidenceFile[] =>
  report(
    userRow('alice', {
      user_creation_time: daysAgo(600),
      password_enabled: 'true',
      password_last_changed: daysAgo(changed),
      password_last_used: used === undefined ? 'no_information' : daysAgo(used),
      mfa_active: 'true',
    }),
  )
const keyed = (slot: 1 | 2, rotated: number, used: number | undefined, more: Row = {}): Row =>
  userRow('alice', {
    user_creation_time: daysAgo(600),
    ...key(slot, rotated, used),
    ...more,
  })
/** Its second key stands beside a first one that is new. */
const second = (rotated: number, used: number | undefined): readonly EvidenceFile[] =>
  report({ ...keyed(2, rotated, used), access_key_1_active: 'true', access_key_1_last_rotated: daysAgo(1) })

const PASSWORD: Row = {
  password_enabled: 'true',
  password_last_changed: daysAgo(300),
  password_last_used: 'no_information',
}
/** The user was made so many seconds before its key of 300 days ago. */
const born = (secondsBefore: number): Row => ({ user_creation_time: daysAgo(300 + secondsBefore / 86_400) })

const limit = 45

describePeer(
  'unused-credentials-not-disabled',
  byRules(['console-password-unused', 'console-password-never-used', 'access-key-unused', 'access-key-never-used']),
  [
    ['no password', 'PASS', report(userRow('alice')), []],
    ['a new password, never used', 'PASS', console_(limit - 1, undefined), []],
    ['a password used lately', 'PASS', console_(limit + 15, limit - 1), []],
    ['an old password, never used', 'FAIL', console_(limit + 1, undefined), ['console-password-never-used alice']],
    ['a password not used for long', 'FAIL', console_(limit + 1, limit + 1), ['console-password-unused alice']],
    ['a new key, never used', 'PASS', report(keyed(1, limit - 1, undefined)), []],
    ['a key used lately', 'PASS', report(keyed(1, limit + 15, limit - 1)), []],
    ['an old key, never used', 'FAIL', report(keyed(1, limit + 1, undefined)), ['access-key-never-used alice']],
    ['a key not used for long', 'FAIL', report(keyed(1, limit + 15, limit + 1)), ['access-key-unused alice']],
    ['a second key, new and never used', 'PASS', second(limit - 1, undefined), []],
    ['a second key, used lately', 'PASS', second(limit + 15, limit - 1), []],
    ['a second key, old and never used', 'FAIL', second(limit + 1, undefined), ['access-key-never-used alice']],
    ['a second key, not used for long', 'FAIL', second(limit + 15, limit + 1), ['access-key-unused alice']],
  ],
)

describePeer('user-no-key-rotation', byRules(['access-key-not-rotated']), [
  ['an old inactive key', 'PASS', report(keyed(1, 300, 200, { access_key_1_active: 'false' })), []],
  ['an old active key', 'FAIL', report(keyed(1, 1500, 1)), ['access-key-not-rotated alice']],
  ['a new active key', 'PASS', report(keyed(1, 30, 1)), []],
  ['no key', 'PASS', report(userRow('alice')), []],
])

describePeer('user-with-multiple-access-keys', byRules(['two-active-access-keys']), [
  [
    'two inactive keys of one minute',
    'PASS',
    report(keyed(1, 300, undefined, { access_key_1_active: 'false', access_key_2_last_rotated: daysAgo(300.0003) })),
    [],
  ],
  [
    'two active keys of one minute',
    'FAIL',
    report(keyed(1, 30, undefined, { access_key_2_active: 'true', access_key_2_last_rotated: daysAgo(30.0002) })),
    ['two-active-access-keys alice'],
  ],
  ['one active key', 'PASS', report(keyed(1, 30, 1)), []],
])

describePeer('user-password-key-assigned-at-creation', byRules(['access-key-made-with-user']), [
  ['a password alone', 'PASS', console_(300, undefined), []],
  ['a key 17 seconds after the user, no password', 'PASS', report(keyed(1, 300, undefined, born(17))), []],
  [
    'a password, and a key an hour after the user',
    'PASS',
    report(keyed(1, 300, undefined, { ...born(3711), ...PASSWORD })),
    [],
  ],
  [
    'a password, and a key 27 seconds after the user',
    'FAIL',
    report(keyed(1, 300, undefined, { ...born(27), ...PASSWORD })),
    ['access-key-made-with-user alice'],
  ],
  [
    'the same, and the key is used',
    'FAIL',
    report(keyed(1, 300, 1, { ...born(27), ...PASSWORD })),
    [],
    'Somebody uses it: that it came with the user does no harm any more, and its age is judged.',
  ],
])

const root = (more: Row): readonly EvidenceFile[] => [
  reportFile(rootRow({ password_last_used: 'N/A', user_creation_time: daysAgo(3000), ...more })),
]
const rootKey = (slot: 1 | 2, used: string): Row => ({
  [`access_key_${slot}_active`]: 'true',
  [`access_key_${slot}_last_rotated`]: daysAgo(300 + slot),
  [`access_key_${slot}_last_used_date`]: used,
})

describePeer('root-credentials-used-recently', byRules(['root-used'], configured('root-used', { windowDays: 14 })), [
  ['no password', 'PASS', root({ password_enabled: 'false' }), []],
  ['a password, never used', 'PASS', root({ password_enabled: 'true', password_last_used: 'no_information' }), []],
  ['a password used 4 days ago', 'FAIL', root({ password_last_used: daysAgo(4) }), ['root-used <root_account>']],
  ['a password used 16 days ago', 'PASS', root({ password_last_used: daysAgo(16) }), []],
  ['a key, never used', 'PASS', root(rootKey(1, 'N/A')), []],
  ['a key used 2 days ago', 'FAIL', root(rootKey(1, daysAgo(2))), ['root-used <root_account>']],
  ['a key used 16 days ago', 'PASS', root(rootKey(1, daysAgo(16))), []],
  ['the second key, never used', 'PASS', root({ ...rootKey(1, daysAgo(200)), ...rootKey(2, 'N/A') }), []],
  [
    'the second key used 2 days ago',
    'FAIL',
    root({ ...rootKey(1, daysAgo(200)), ...rootKey(2, daysAgo(2)) }),
    ['root-used <root_account>'],
  ],
  ['the second key used 16 days ago', 'PASS', root({ ...rootKey(1, daysAgo(200)), ...rootKey(2, daysAgo(16)) }), []],
])

describePeer('root-account-with-access-keys', byRules(['root-access-key-present']), [
  [
    'the account summary counts one',
    'FAIL',
    [summaryFile({ AccountAccessKeysPresent: 1, AccountMFAEnabled: 1, AccountPasswordPresent: 1 })],
    ['root-access-key-present <root_account>'],
  ],
])

describePeer('root-account-no-mfa', byRules(['root-mfa-missing']), [
  [
    'the password is not_supported, used, and there is no MFA',
    'FAIL',
    root({ mfa_active: 'false', password_last_used: daysAgo(300) }),
    ['root-mfa-missing <root_account>'],
  ],
])

const WEAK = {
  MinimumPasswordLength: 6,
  ExpirePasswords: false,
  PasswordReusePrevention: 0,
  RequireLowercaseCharacters: false,
  RequireNumbers: false,
  RequireSymbols: false,
  RequireUppercaseCharacters: false,
}

describePeer('password-policy', byRules(PASSWORD_RULES), [
  [
    'nothing is required, 0 are remembered',
    'FAIL',
    [passwordPolicyFile(WEAK)],
    PASSWORD_RULES.map((id) => `${id} ${ID}`),
  ],
  [
    'a length that is a text',
    'FAIL',
    [passwordPolicyFile({ ...WEAK, MinimumPasswordLength: '1' })],
    PASSWORD_RULES.map((id) => `${id} ?`),
    'IAM writes a number. What is no answer of IAM passes nothing.',
  ],
])
