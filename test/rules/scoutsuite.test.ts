import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { ID, reportFile, rootRow, type Row, userRow } from '#test/evidence/evidence-folder.ts'
import { configured, describePeer, type PeerCheck } from '#test/support/describe-peer.ts'
import { daysAgo, passwordPolicyFile, summaryFile } from '#test/support/judged-evidence.ts'

// The cases of ScoutSuite's own tests (nccgroup/ScoutSuite, tests/data/rule-configs and rule-results; GPL-2.0; the facts in our words,
// none of its code or text), and what its rules of IAM (ScoutSuite/providers/aws/rules/findings/iam-*.json) say of a trust policy.
// `flagged` and `calm` are its verdicts. Not here: rules on EC2 instances, which no evidence of ours tells of.

const report = (...rows: readonly Row[]): readonly EvidenceFile[] => [reportFile(rootRow(), ...rows)]
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
    [`access_key_${slot}_active`]: 'true',
    [`access_key_${slot}_last_rotated`]: daysAgo(rotated),
    [`access_key_${slot}_last_used_date`]: used === undefined ? 'N/A' : daysAgo(used),
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
const CREDENTIALS: Readonly<Record<string, PeerCheck>> = {
  'unused-credentials-not-disabled': {
    rules: ['console-password-unused', 'console-password-never-used', 'access-key-unused', 'access-key-never-used'],
    cases: [
      ['no password', 'calm', report(userRow('alice')), []],
      ['a new password, never used', 'calm', console_(limit - 1, undefined), []],
      ['a password used lately', 'calm', console_(limit + 15, limit - 1), []],
      ['an old password, never used', 'flagged', console_(limit + 1, undefined), ['console-password-never-used alice']],
      ['a password not used for long', 'flagged', console_(limit + 1, limit + 1), ['console-password-unused alice']],
      ['a new key, never used', 'calm', report(keyed(1, limit - 1, undefined)), []],
      ['a key used lately', 'calm', report(keyed(1, limit + 15, limit - 1)), []],
      ['an old key, never used', 'flagged', report(keyed(1, limit + 1, undefined)), ['access-key-never-used alice']],
      ['a key not used for long', 'flagged', report(keyed(1, limit + 15, limit + 1)), ['access-key-unused alice']],
      ['a second key, new and never used', 'calm', second(limit - 1, undefined), []],
      ['a second key, used lately', 'calm', second(limit + 15, limit - 1), []],
      ['a second key, old and never used', 'flagged', second(limit + 1, undefined), ['access-key-never-used alice']],
      ['a second key, not used for long', 'flagged', second(limit + 15, limit + 1), ['access-key-unused alice']],
    ],
  },
  'user-no-key-rotation': {
    rules: ['access-key-not-rotated'],
    cases: [
      ['an old inactive key', 'calm', report(keyed(1, 300, 200, { access_key_1_active: 'false' })), []],
      ['an old active key', 'flagged', report(keyed(1, 1500, 1)), ['access-key-not-rotated alice']],
      ['a new active key', 'calm', report(keyed(1, 30, 1)), []],
      ['no key', 'calm', report(userRow('alice')), []],
    ],
  },
  'user-with-multiple-access-keys': {
    rules: ['two-active-access-keys'],
    cases: [
      [
        'two inactive keys of one minute',
        'calm',
        report(
          keyed(1, 300, undefined, { access_key_1_active: 'false', access_key_2_last_rotated: daysAgo(300.0003) }),
        ),
        [],
      ],
      [
        'two active keys of one minute',
        'flagged',
        report(keyed(1, 30, undefined, { access_key_2_active: 'true', access_key_2_last_rotated: daysAgo(30.0002) })),
        ['two-active-access-keys alice'],
      ],
      ['one active key', 'calm', report(keyed(1, 30, 1)), []],
    ],
  },
  'user-password-key-assigned-at-creation': {
    rules: ['access-key-made-with-user'],
    cases: [
      ['a password alone', 'calm', console_(300, undefined), []],
      ['a key 17 seconds after the user, no password', 'calm', report(keyed(1, 300, undefined, born(17))), []],
      [
        'a password, and a key an hour after the user',
        'calm',
        report(keyed(1, 300, undefined, { ...born(3711), ...PASSWORD })),
        [],
      ],
      [
        'a password, and a key 27 seconds after the user',
        'flagged',
        report(keyed(1, 300, undefined, { ...born(27), ...PASSWORD })),
        ['access-key-made-with-user alice'],
      ],
      // Somebody uses it: that it came with the user does no harm any more, and its age is judged.
      ['the same, and the key is used', 'flagged', report(keyed(1, 300, 1, { ...born(27), ...PASSWORD })), []],
    ],
  },
}

const root = (more: Row): readonly EvidenceFile[] => [
  reportFile(rootRow({ password_last_used: 'N/A', user_creation_time: daysAgo(3000), ...more })),
]
const rootKey = (slot: 1 | 2, used: string): Row => ({
  [`access_key_${slot}_active`]: 'true',
  [`access_key_${slot}_last_rotated`]: daysAgo(300 + slot),
  [`access_key_${slot}_last_used_date`]: used,
})

const ROOT: Readonly<Record<string, PeerCheck>> = {
  'root-credentials-used-recently': {
    rules: ['root-used'],
    configuration: configured('root-used', { windowDays: 14 }),
    cases: [
      ['no password', 'calm', root({ password_enabled: 'false' }), []],
      ['a password, never used', 'calm', root({ password_enabled: 'true', password_last_used: 'no_information' }), []],
      ['a password used 4 days ago', 'flagged', root({ password_last_used: daysAgo(4) }), ['root-used <root_account>']],
      ['a password used 16 days ago', 'calm', root({ password_last_used: daysAgo(16) }), []],
      ['a key, never used', 'calm', root(rootKey(1, 'N/A')), []],
      ['a key used 2 days ago', 'flagged', root(rootKey(1, daysAgo(2))), ['root-used <root_account>']],
      ['a key used 16 days ago', 'calm', root(rootKey(1, daysAgo(16))), []],
      ['the second key, never used', 'calm', root({ ...rootKey(1, daysAgo(200)), ...rootKey(2, 'N/A') }), []],
      [
        'the second key used 2 days ago',
        'flagged',
        root({ ...rootKey(1, daysAgo(200)), ...rootKey(2, daysAgo(2)) }),
        ['root-used <root_account>'],
      ],
      [
        'the second key used 16 days ago',
        'calm',
        root({ ...rootKey(1, daysAgo(200)), ...rootKey(2, daysAgo(16)) }),
        [],
      ],
    ],
  },
  'root-account-with-access-keys': {
    rules: ['root-access-key-present'],
    cases: [
      [
        'the account summary counts one',
        'flagged',
        [summaryFile({ AccountAccessKeysPresent: 1, AccountMFAEnabled: 1, AccountPasswordPresent: 1 })],
        ['root-access-key-present <root_account>'],
      ],
    ],
  },
  'root-account-no-mfa': {
    rules: ['root-mfa-missing'],
    cases: [
      [
        'the password is not_supported, used, and there is no MFA',
        'flagged',
        root({ mfa_active: 'false', password_last_used: daysAgo(300) }),
        ['root-mfa-missing <root_account>'],
      ],
    ],
  },
}

const WEAK = {
  MinimumPasswordLength: 6,
  ExpirePasswords: false,
  PasswordReusePrevention: 0,
  RequireLowercaseCharacters: false,
  RequireNumbers: false,
  RequireSymbols: false,
  RequireUppercaseCharacters: false,
}
const PASSWORD_RULES = [
  'password-policy-allows-reuse',
  'password-policy-too-short',
  'password-policy-without-lowercase',
  'password-policy-without-numbers',
  'password-policy-without-symbols',
  'password-policy-without-uppercase',
]
const PASSWORD_POLICY: Readonly<Record<string, PeerCheck>> = {
  'password-policy': {
    rules: PASSWORD_RULES,
    cases: [
      [
        'nothing is required, 0 are remembered',
        'flagged',
        [passwordPolicyFile(WEAK)],
        PASSWORD_RULES.map((id) => `${id} ${ID}`),
      ],
      // IAM writes a number. What is no answer of IAM passes nothing.
      [
        'a length that is a text',
        'flagged',
        [passwordPolicyFile({ ...WEAK, MinimumPasswordLength: '1' })],
        PASSWORD_RULES.map((id) => `${id} ?`),
      ],
    ],
  },
}

describePeer({ ...CREDENTIALS, ...ROOT, ...PASSWORD_POLICY })
