import { known, unknownFact } from '#shared/facts/known.ts'
import { userInNoGroup } from '#shared/rules/users-and-groups/user-in-no-group.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithRoot, accountWithUsers, user } from '#test/support/facts.ts'

describeRule(userInNoGroup, {
  now: '2026-04-01',
  pass: [['in a group', accountWithUsers(user({ groupNames: known(['readers']) }))]],
  fail: [['in none', accountWithUsers(user()), 'alice is in no group.']],
  unknown: [['groups not read', accountWithUsers(user({ groupNames: unknownFact('denied') })), 'denied']],
  notApplicable: [['trap 4: root can be in no group', accountWithRoot({})]],
})
