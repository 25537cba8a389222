import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { consoleUserWithoutMfa } from '#shared/rules/passwords-and-mfa/console-user-without-mfa.ts'
import { machineUserWithoutMfa } from '#shared/rules/passwords-and-mfa/machine-user-without-mfa.ts'
import { SEVERITIES } from '#shared/rules/severity.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, mfaDevice, password, user } from '#test/support/facts.ts'

const machine = (more: Parameters<typeof user>[0] = {}) =>
  accountWithUsers(user({ name: 'app', accessKeys: known([accessKey()]), ...more }))

describeRule(machineUserWithoutMfa, {
  now: '2026-04-01',
  pass: [['with a device', machine({ mfaDevices: known([mfaDevice()]) })]],
  fail: [['without', machine(), 'app has no console password, an active access key and no MFA device.']],
  unknown: [
    ['keys not read', machine({ accessKeys: unknownFact('no list') }), 'no list'],
    ['MFA not told', machine({ mfaDevices: unknownFact('no list'), mfaActive: unknownFact('no report') }), 'no report'],
    ['password not told', machine({ password: unknownFact('no report') }), 'no report'],
  ],
  notApplicable: [
    ['a console user: another rule', machine({ password: password() })],
    ['trap 9: the key is inactive', machine({ accessKeys: known([accessKey({ status: 'inactive' })]) })],
  ],
})

test('trap 10: MFA of a machine user is the lower rule', () => {
  expect(SEVERITIES.indexOf(machineUserWithoutMfa.severity)).toBeGreaterThan(
    SEVERITIES.indexOf(consoleUserWithoutMfa.severity),
  )
})
