import { known, unknownFact } from '#shared/facts/known.ts'
import { machineUserWithPassword } from '#shared/rules/passwords-and-mfa/machine-user-with-password.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, password, user } from '#test/support/facts.ts'

const named = (name: string, more: Parameters<typeof user>[0] = {}) =>
  accountWithUsers(user({ name, password: password(), ...more }))

describeRule(machineUserWithPassword, {
  now: '2026-04-01',
  configuration: { identityClasses: [{ name: 'machine', match: [{ path: '/machines/*' }] }] },
  pass: [
    ['named like a machine, no password', named('svc-backup', { password: known({ state: 'none' }) })],
    [
      'read as a machine by its key, no password',
      named('importer', { password: known({ state: 'none' }), accessKeys: known([accessKey()]) }),
    ],
  ],
  fail: [
    [
      'by its name, whatever the case',
      named('SVC-Backup'),
      'SVC-Backup is named like a machine (svc-*) and has a console password.',
    ],
    [
      'by its configured class',
      named('importer', { path: '/machines/eu/' }),
      'importer is configured as a machine and has a console password.',
    ],
  ],
  unknown: [['password not told', named('svc-backup', { password: unknownFact('no report') }), 'no report']],
  notApplicable: [
    ['a person', named('alice')],
    ['trap 12: a name that only contains the word', named('marci-civ')],
  ],
})
