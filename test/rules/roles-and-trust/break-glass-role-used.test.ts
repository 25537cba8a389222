import { unknownFact } from '#shared/facts/known.ts'
import { breakGlassRoleUsed } from '#shared/rules/roles-and-trust/break-glass-role-used.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithRoles, neverUsed, role, used } from '#test/support/facts.ts'

const tags = [{ key: 'break-glass', value: 'true' }]

describeRule(breakGlassRoleUsed, {
  now: '2026-04-01',
  pass: [
    ['never used', accountWithRoles(role({ tags, lastUsed: neverUsed }))],
    ['used before the window', accountWithRoles(role({ tags, lastUsed: used('2026-03-01T23:59:59.999Z') }))],
  ],
  fail: [
    [
      'trap 14: used in the window',
      accountWithRoles(role({ tags, lastUsed: used('2026-03-02', { region: 'us-east-1' }) })),
      'Break-glass role app was last used 2026-03-02 in us-east-1.',
    ],
  ],
  unknown: [
    ['not told', accountWithRoles(role({ tags, lastUsed: unknownFact('not in this file') })), 'not in this file'],
  ],
  notApplicable: [['any other role', accountWithRoles(role())]],
})
