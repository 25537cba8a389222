import { known, unknownFact } from '#shared/facts/known.ts'
import { inlinePolicyAllowsEverything } from '#shared/rules/policies/inline-policy-allows-everything.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, accountWithUsers, allow, document, group, user } from '#test/support/facts.ts'
import { grantsWith, inlineOfRole, inlineOfUser, SERVICE_LINKED, unreadable } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

describeRule(inlinePolicyAllowsEverything, {
  now: '2026-04-01',
  pass: [
    ['a few actions', inlineOfUser(allow('s3:GetObject'))],
    [
      'trap 18: from one network',
      inlineOfUser(document({ actions: ['*'], conditions: [when('IpAddress', 'aws:SourceIp', '203.0.113.0/24')] })),
    ],
  ],
  fail: [
    [
      'of a user',
      inlineOfUser(allow('*')),
      'Inline policy own of user alice allows every action on every resource (Statement[0]).',
    ],
    [
      'of a role',
      inlineOfRole(allow('*')),
      'Inline policy own of role app allows every action on every resource (Statement[0]).',
    ],
    [
      'of a group',
      account({ groups: known([group({ grants: grantsWith(allow('*')) })]) }),
      'Inline policy own of group developers allows every action on every resource (Statement[0]).',
    ],
    [
      'trap 18: under a condition that everybody meets',
      inlineOfUser(document({ actions: ['*'], conditions: [when('IpAddress', 'aws:SourceIp', '0.0.0.0/0')] })),
      'Inline policy own of user alice allows every action on every resource (Statement[0]).',
    ],
    [
      'by an ARN of everything',
      inlineOfUser(document({ actions: ['*'], resources: ['arn:aws:*'] })),
      'Inline policy own of user alice allows every action on every resource (Statement[0]).',
    ],
    [
      'row 6: of a user called __proto__',
      accountWithUsers(user({ name: '__proto__', grants: known(grantsWith(allow('*'))) })),
      'Inline policy own of user __proto__ allows every action on every resource (Statement[0]).',
    ],
  ],
  unknown: [
    ['only the report is there', accountWithUsers(user({ grants: unknownFact('no details') })), 'no details'],
    ['unreadable', inlineOfUser(unreadable), 'Inline policy own of user alice: The policy is not JSON.'],
  ],
  notApplicable: [['trap 13: a role that AWS makes', inlineOfRole(allow('*'), { path: SERVICE_LINKED })]],
})
