import { known, unknownFact } from '#shared/facts/known.ts'
import { policyAttachedToUser } from '#shared/rules/users-and-groups/policy-attached-to-user.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithRoot, accountWithUsers, allow, inlinePolicy, noGrants, user } from '#test/support/facts.ts'

const READ = { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', name: 'ReadOnlyAccess' }

describeRule(policyAttachedToUser, {
  now: '2026-04-01',
  pass: [['permissions through a group', accountWithUsers(user({ groupNames: known(['readers']) }))]],
  fail: [
    [
      'attached and inline are one finding',
      accountWithUsers(
        user({
          grants: known({ attachedPolicies: [READ], inlinePolicies: [inlinePolicy('extra', allow('s3:GetObject'))] }),
        }),
      ),
      'alice gets permissions directly: ReadOnlyAccess, extra (inline).',
    ],
    [
      'attached only',
      accountWithUsers(user({ grants: known({ ...noGrants, attachedPolicies: [READ] }) })),
      'alice gets permissions directly: ReadOnlyAccess.',
    ],
  ],
  unknown: [['policies not read', accountWithUsers(user({ grants: unknownFact('denied') })), 'denied']],
  notApplicable: [['trap 4: root, which no policy binds', accountWithRoot({ password: known('present') })]],
})
