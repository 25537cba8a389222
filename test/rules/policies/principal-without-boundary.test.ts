import { known, unknownFact } from '#shared/facts/known.ts'
import { principalWithoutBoundary } from '#shared/rules/policies/principal-without-boundary.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account, accountWithUsers, allow, managedPolicy, user } from '#test/support/facts.ts'
import { grantsWith, inlineOfRole, inlineOfUser, SERVICE_LINKED } from '#test/support/policies.ts'

const boundary = `arn:aws:iam::${ACCOUNT}:policy/edge`

describeRule(principalWithoutBoundary, {
  now: '2026-04-01',
  pass: [
    [
      'with a boundary',
      account({
        users: known([
          user({ grants: known({ ...grantsWith(allow('iam:PutRolePolicy')), permissionsBoundaryArn: boundary }) }),
        ]),
        policies: known([managedPolicy({ arn: boundary, name: 'edge', document: allow('iam:*', 's3:*') })]),
      }),
    ],
  ],
  fail: [
    [
      'a user',
      inlineOfUser(allow('iam:PutRolePolicy')),
      'User alice can change IAM permissions (iam:PutRolePolicy) and has no permissions boundary.',
    ],
    [
      'a role with all of IAM',
      inlineOfRole(allow('iam:*')),
      'Role app can change IAM permissions (iam:AddUserToGroup, iam:AttachGroupPolicy, iam:AttachRolePolicy, iam:AttachUserPolicy and 10 more) and has no permissions boundary.',
    ],
  ],
  unknown: [['details not read', accountWithUsers(user({ grants: unknownFact('no details') })), 'no details']],
  notApplicable: [
    ['reading', inlineOfUser(allow('s3:GetObject'))],
    ['an administrator', inlineOfUser(allow('*'))],
    ['trap 13: service-linked', inlineOfRole(allow('iam:*'), { path: SERVICE_LINKED })],
  ],
})
