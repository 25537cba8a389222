import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { file, ID } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { key, ofUser, password } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on MFA of users (prowler-cloud/prowler, tests/providers/aws/services/iam; Apache-2.0; the facts in
// our words), with its verdict and ours.

const CONSOLE_MFA = ['console-user-without-mfa']

describePeer('iam_user_mfa_enabled_console_access', byRules(CONSOLE_MFA), [
  ['no password', 'PASS', ofUser(), []],
  ['a password and MFA', 'PASS', ofUser(password({ mfa_active: 'true' })), []],
  ['a password without MFA', 'FAIL', ofUser(password()), CONSOLE_MFA],
  [
    'a password that is not told',
    'PASS',
    ofUser({ password_enabled: 'not_supported' }),
    ['console-user-without-mfa ?'],
    'The report says not_supported of root alone; of a user it tells nothing.',
  ],
])

const MFA_KINDS = [...CONSOLE_MFA, 'user-mfa-not-phishing-resistant', 'sms-mfa-device', 'machine-user-without-mfa']
const devices = (...serialNumbers: readonly string[]): EvidenceFile =>
  file('mfa-devices.json', [
    {
      UserName: 'test-user',
      MFADevices: serialNumbers.map((SerialNumber) => ({
        UserName: 'test-user',
        SerialNumber,
        EnableDate: '2025-06-01T00:00:00+00:00',
      })),
    },
  ])
const serial = (kind: string): string => `arn:aws:iam::${ID}:${kind}/test-user`

describePeer('iam_user_hardware_mfa_enabled', byRules(MFA_KINDS), [
  ['no device', 'FAIL', ofUser(password(), devices()), CONSOLE_MFA],
  [
    'no device and no password',
    'FAIL',
    ofUser({}, devices()),
    [],
    'Who cannot sign in needs no device (prowler#1605); for a key alone see machine-user-without-mfa.',
  ],
  ['no device, an access key alone', 'FAIL', ofUser(key(1), devices()), ['machine-user-without-mfa']],
  [
    'a virtual device, and text messages',
    'FAIL',
    ofUser(password({ mfa_active: 'true' }), devices(serial('mfa'), serial('sms-mfa'))),
    ['sms-mfa-device', 'user-mfa-not-phishing-resistant'],
  ],
  [
    'text messages',
    'FAIL',
    ofUser(password({ mfa_active: 'true' }), devices(serial('sms-mfa'))),
    ['sms-mfa-device', 'user-mfa-not-phishing-resistant'],
  ],
  ['a token', 'PASS', ofUser(password({ mfa_active: 'true' }), devices('GAHT12345678')), []],
  ['a security key', 'PASS', ofUser(password({ mfa_active: 'true' }), devices(serial('u2f/user'))), []],
  [
    'a security key and a virtual device',
    'FAIL',
    ofUser(password({ mfa_active: 'true' }), devices(serial('u2f/user'), serial('mfa'))),
    ['user-mfa-not-phishing-resistant'],
  ],
])
