import { known, unknownFact } from '#shared/facts/known.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import { powerfulKeyWithoutMfa } from '#shared/rules/access-keys/powerful-key-without-mfa.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  accessKey,
  accountWithUsers,
  allow,
  document,
  inlinePolicy,
  noGrants,
  password,
  role,
  user,
} from '#test/support/facts.ts'

const withPolicies = (documents: readonly PolicyDocument[], more: Parameters<typeof user>[0] = {}) =>
  accountWithUsers(
    user({
      accessKeys: known([accessKey({ accessKeyId: 'AKIAEXAMPLE' })]),
      grants: known({ ...noGrants, inlinePolicies: documents.map((body, index) => inlinePolicy(`p${index}`, body)) }),
      ...more,
    }),
  )
const denyWithoutMfa = (operator: string) =>
  document({
    effect: 'Deny',
    notActions: ['iam:ChangePassword', 'sts:GetSessionToken'],
    resources: ['*'],
    conditions: [{ operator, key: 'aws:MultiFactorAuthPresent', values: ['false'] }],
  })
const allowWithMfa = document({
  actions: ['*'],
  conditions: [{ operator: 'Bool', key: 'aws:MultiFactorAuthPresent', values: ['true'] }],
})
const allowFromOffice = document({
  actions: ['*'],
  conditions: [{ operator: 'IpAddress', key: 'aws:SourceIp', values: ['192.0.2.0/24'] }],
})

describeRule(powerfulKeyWithoutMfa, {
  now: '2026-04-01',
  pass: [
    ['a Deny that also reaches requests without the key', withPolicies([allow('*'), denyWithoutMfa('BoolIfExists')])],
    ['an Allow with MFA only', withPolicies([allowWithMfa])],
  ],
  fail: [
    [
      'an administrator',
      withPolicies([allow('*')]),
      'alice is an administrator, and access key AKIAEXAMPLE gives that power without MFA.',
    ],
    [
      'a Deny with Bool, which requests signed with a key do not meet',
      withPolicies([allow('*'), denyWithoutMfa('Bool')]),
      'alice is an administrator, and access key AKIAEXAMPLE gives that power without MFA.',
    ],
    [
      'not an administrator, but over permissions',
      withPolicies([allow('iam:AttachUserPolicy', 'iam:PutUserPolicy')]),
      'alice is able to change or gain permissions (iam:AttachUserPolicy, iam:PutUserPolicy), and access key AKIAEXAMPLE gives that power without MFA.',
    ],
    [
      'trap 18: another condition is not MFA, and is said',
      withPolicies([allowFromOffice]),
      'alice is an administrator, and access key AKIAEXAMPLE gives that power without MFA, where aws:SourceIp allows.',
    ],
    [
      'through a role that a function may be given: a way to more',
      {
        ...withPolicies([allow('iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction')], {
          accessKeys: known([accessKey(), accessKey({ slot: 2 })]),
        }),
        roles: known([
          role({ name: 'deployer', grants: { ...noGrants, inlinePolicies: [inlinePolicy('all', allow('*'))] } }),
        ]),
      },
      'alice is able to change or gain permissions (iam:PassRole, lambda:CreateFunction, lambda:InvokeFunction), and access keys 1 and 2 give that power without MFA.',
    ],
    [
      'MFA at the console does not help',
      withPolicies([allow('*')], { password: password(), mfaActive: known(true) }),
      'alice is an administrator, and access key AKIAEXAMPLE gives that power without MFA.',
    ],
  ],
  unknown: [
    ['keys not read', withPolicies([allow('*')], { accessKeys: unknownFact('no report') }), 'no report'],
    ['policies not read', withPolicies([], { grants: unknownFact('denied') }), 'denied'],
    [
      'a policy whose document is not in the evidence',
      withPolicies([], {
        grants: known({ ...noGrants, attachedPolicies: [{ arn: 'arn:aws:iam::aws:policy/X', name: 'X' }] }),
      }),
      'Policy arn:aws:iam::aws:policy/X is attached, but its document is not in the evidence.',
    ],
    [
      'trap 18: a boundary that is not in the evidence may take it all away',
      withPolicies([], {
        grants: known({
          ...noGrants,
          inlinePolicies: [inlinePolicy('all', allow('*'))],
          permissionsBoundaryArn: 'arn:aws:iam::111111111111:policy/Fence',
        }),
      }),
      'the permissions boundary arn:aws:iam::111111111111:policy/Fence is not in the evidence',
    ],
  ],
  notApplicable: [
    ['a reader', withPolicies([allow('s3:GetObject')])],
    [
      'an administrator whose key is inactive',
      withPolicies([allow('*')], { accessKeys: known([accessKey({ status: 'inactive' })]) }),
    ],
    ['an administrator without keys', withPolicies([allow('*')], { accessKeys: known([]) })],
  ],
})
