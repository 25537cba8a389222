import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { principalCanEscalate } from '#shared/rules/policies/principal-can-escalate.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  ACCOUNT,
  account,
  accountWithUsers,
  allow,
  at,
  document,
  group,
  inlinePolicy,
  managedPolicy,
  role,
  user,
} from '#test/support/facts.ts'
import { grantsTo, grantsWith, inlineOfRole, inlineOfUser, SERVICE_LINKED } from '#test/support/policies.ts'

const self = `arn:aws:iam::${ACCOUNT}:user/\${aws:username}`

describeRule(principalCanEscalate, {
  now: '2026-04-01',
  pass: [
    ['reading', inlineOfUser(allow('s3:GetObject'))],
    [
      'trap 18: self-service with keys and MFA',
      inlineOfUser(
        document({ actions: ['iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:EnableMFADevice'], resources: [self] }),
      ),
    ],
    [
      'trap 18: denied by a policy of its group',
      account({
        users: known([
          user({ grants: known(grantsWith(allow('iam:PutUserPolicy'))), groupNames: known(['developers']) }),
        ]),
        groups: known([group({ grants: grantsWith(document({ effect: 'Deny', actions: ['iam:*'] })) })]),
      }),
    ],
    [
      'trap 18: within a boundary that does not allow it',
      account({
        users: known([
          user({
            grants: known({
              ...grantsWith(allow('iam:PutUserPolicy')),
              permissionsBoundaryArn: `arn:aws:iam::${ACCOUNT}:policy/edge`,
            }),
          }),
        ]),
        policies: known([managedPolicy({ name: 'edge', document: allow('s3:*') })]),
      }),
    ],
  ],
  fail: [
    [
      'one’s own policy',
      inlineOfUser(allow('iam:PutUserPolicy')),
      'User alice can escalate. iam:PutUserPolicy (iam-007): iam:PutUserPolicy is allowed on the user itself.',
    ],
    [
      'trap 18: the union of its own policies and its group’s',
      account({
        users: known([user({ grants: known(grantsWith(allow('iam:PassRole'))), groupNames: known(['developers']) })]),
        groups: known([group({ grants: grantsWith(allow('lambda:CreateFunction', 'lambda:InvokeFunction')) })]),
        roles: known([role({ grants: { inlinePolicies: [inlinePolicy('all', allow('*'))], attachedPolicies: [] } })]),
      }),
      'User alice can escalate. iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction (lambda-001): Role app, which can change permissions, can be passed to lambda.amazonaws.com.',
    ],
    [
      'trap 19: what needs a target is conditional',
      inlineOfUser(allow('lambda:UpdateFunctionCode')),
      'User alice may be able to escalate. lambda:UpdateFunctionCode (lambda-003): Needs a target that the evidence does not show: A Lambda function must exist with an administrative execution role (e.g., AdministratorAccess). The account has no role now.',
    ],
  ],
  unknown: [
    ['details not read', accountWithUsers(user({ grants: unknownFact('no details') })), 'no details'],
    [
      'an attached policy is not in the evidence',
      accountWithUsers(user({ grants: known(grantsTo('arn:aws:iam::aws:policy/X')) })),
      'Policy arn:aws:iam::aws:policy/X is attached, but its document is not in the evidence.',
    ],
  ],
  notApplicable: [
    ['an administrator', inlineOfUser(allow('*'))],
    ['trap 13: service-linked', inlineOfRole(allow('iam:PutRolePolicy'), { path: SERVICE_LINKED })],
  ],
})

test('trap 19: conditional weighs less than open', () => {
  const severityOf = (action: string) => {
    const [evaluation] = principalCanEscalate.run(inlineOfUser(allow(action)), {
      now: at('2026-04-01'),
      configuration: defaultConfiguration,
    })
    return evaluation?.outcome.status === 'fail'
      ? (evaluation.outcome.severity ?? principalCanEscalate.severity)
      : evaluation?.outcome.status
  }
  expect([severityOf('iam:PutUserPolicy'), severityOf('lambda:UpdateFunctionCode')]).toEqual(['high', 'low'])
})
