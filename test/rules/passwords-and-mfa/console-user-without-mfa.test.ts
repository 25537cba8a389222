import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { consoleUserWithoutMfa } from '#shared/rules/passwords-and-mfa/console-user-without-mfa.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithRoot, accountWithUsers, mfaDevice, password, user } from '#test/support/facts.ts'

const person = (more: Parameters<typeof user>[0]) => accountWithUsers(user({ password: password(), ...more }))
const noList = { mfaDevices: unknownFact('devices not listed') }

describeRule(consoleUserWithoutMfa, {
  now: '2026-04-01',
  pass: [
    ['the report says so, devices not listed', person({ mfaActive: known(true), ...noList })],
    ['a device, and the report says so', person({ mfaActive: known(true), mfaDevices: known([mfaDevice()]) })],
    ['trap 3: a device newer than the report', person({ mfaActive: known(false), mfaDevices: known([mfaDevice()]) })],
    [
      'trap 11: a FIDO device whose serial is an ARN',
      person({ mfaActive: unknownFact('no column mfa_active'), mfaDevices: known([mfaDevice()]) }),
    ],
  ],
  fail: [
    [
      'no device, report and list agree',
      person({}),
      'alice signs in with a password alone: no MFA device (last sign-in 2026-03-31).',
    ],
    [
      'no device by the report, devices not listed',
      person(noList),
      'alice signs in with a password alone: no MFA device (last sign-in 2026-03-31).',
    ],
  ],
  unknown: [
    ['trap 25: neither report nor list', person({ mfaActive: unknownFact('no report'), ...noList }), 'no report'],
    [
      'report and list contradict each other',
      person({ mfaActive: known(true) }),
      'the credential report says that alice has MFA, and the list of its devices is empty',
    ],
    [
      'password not told',
      person({ password: unknownFact('no column password_enabled') }),
      'no column password_enabled',
    ],
  ],
  notApplicable: [
    ['trap 10: no console, no MFA finding', accountWithUsers(user({ accessKeys: known([accessKey()]) }))],
    ['trap 4: root has rules of its own', accountWithRoot({ password: known('present'), mfaActive: known(false) })],
  ],
})

test('is high: a password is all that it takes', () => {
  expect(consoleUserWithoutMfa.severity).toBe('high')
})
