import { known, unknownFact } from '#shared/facts/known.ts'
import { iamUsersInsteadOfFederation } from '#shared/rules/users-and-groups/iam-users-instead-of-federation.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, account, accountWithUsers, password, user } from '#test/support/facts.ts'

const people = (...names: readonly string[]) => names.map((name) => user({ name, password: password() }))
const unknownUser = user({ name: 'zoe', password: unknownFact('no report') })

describeRule(iamUsersInsteadOfFederation, {
  now: '2026-04-01',
  pass: [
    ['no users', account()],
    ['machines only', accountWithUsers(user({ accessKeys: known([accessKey()]) }))],
  ],
  fail: [
    [
      'one',
      accountWithUsers(...people('alice')),
      '1 user signs in to the console with a password of this account: alice; allowed: 0.',
    ],
    [
      'more than a sentence can hold',
      accountWithUsers(...people(...Array.from({ length: 22 }, (_, index) => `u${index + 10}`))),
      '22 users sign in to the console with a password of this account: u10, u11, u12, u13, u14, u15, u16, u17, u18, u19, u20, u21, u22, u23, u24, u25, u26, u27, u28, u29 and 2 more; allowed: 0.',
    ],
    [
      'one known is enough, others not told',
      accountWithUsers(...people('alice'), unknownUser),
      '1 user signs in to the console with a password of this account: alice; allowed: 0.',
    ],
  ],
  unknown: [
    ['passwords not told', accountWithUsers(unknownUser), 'no report'],
    [
      'trap 25: a row of the report that could not be read may be a person’s',
      account({
        problems: [
          {
            kind: 'evidence-problem',
            source: 'credential-report',
            where: 'credential-report.csv row 2',
            code: 'row-width',
            reason: 'credential-report.csv row 2 is left out: its quotation marks do not match.',
          },
        ],
      }),
      'credential-report.csv row 2 is left out: its quotation marks do not match.',
    ],
    ['users not read', account({ users: unknownFact('nothing there') }), 'nothing there'],
  ],
})

describeRule(iamUsersInsteadOfFederation, {
  now: '2026-04-01',
  configuration: {
    identityClasses: [{ name: 'break-glass', match: [{ name: 'emergency-*' }] }],
    rules: new Map([[iamUsersInsteadOfFederation.id, { parameters: { allowed: 1 } }]]),
  },
  pass: [['as many as allowed, and break-glass', accountWithUsers(...people('alice', 'emergency-1', 'emergency-2'))]],
  fail: [
    [
      'one more than allowed',
      accountWithUsers(...people('alice', 'bob', 'emergency-1')),
      '2 users sign in to the console with a password of this account: alice, bob; allowed: 1.',
    ],
  ],
})
