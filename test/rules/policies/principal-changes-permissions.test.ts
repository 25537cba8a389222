import { expect, test } from 'vitest'
import { unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { principalChangesPermissions } from '#shared/rules/policies/principal-changes-permissions.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, accountWithUsers, allow, at, document, user } from '#test/support/facts.ts'
import { inlineOfRole, inlineOfUser, SERVICE_LINKED } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

describeRule(principalChangesPermissions, {
  now: '2026-04-01',
  configuration: {
    rules: new Map([
      ['principal-changes-permissions', { parameters: { meant: [`arn:aws:iam::${ACCOUNT}:role/deploy*`] } }],
    ]),
  },
  pass: [
    ['reading and writing', inlineOfUser(allow('s3:GetObject', 's3:PutObject'))],
    ['on one bucket', inlineOfUser(document({ actions: ['s3:PutBucketPolicy'], resources: ['arn:aws:s3:::app'] }))],
    [
      'trap 18: with MFA only',
      inlineOfUser(
        document({ actions: ['s3:PutBucketPolicy'], conditions: [when('Bool', 'aws:MultiFactorAuthPresent', 'true')] }),
      ),
    ],
  ],
  fail: [
    [
      'IAM first',
      inlineOfUser(allow('s3:PutBucketPolicy', 'iam:AttachRolePolicy')),
      'User alice can change permissions on every resource: iam:AttachRolePolicy, s3:PutBucketPolicy.',
    ],
    [
      'many',
      inlineOfRole(
        allow('kms:PutKeyPolicy', 'kms:CreateGrant', 'lambda:AddPermission', 's3:PutBucketPolicy', 's3:PutBucketAcl'),
      ),
      'Role app can change permissions on every resource: kms:CreateGrant, kms:PutKeyPolicy, lambda:AddPermission, s3:PutBucketAcl and 1 more.',
    ],
  ],
  unknown: [['details not read', accountWithUsers(user({ grants: unknownFact('no details') })), 'no details']],
  notApplicable: [
    ['an administrator', inlineOfUser(allow('*'))],
    [
      'meant by the configuration',
      inlineOfRole(allow('iam:AttachRolePolicy'), { name: 'deployer', arn: `arn:aws:iam::${ACCOUNT}:role/deployer` }),
    ],
    ['trap 13: service-linked', inlineOfRole(allow('iam:AttachRolePolicy'), { path: SERVICE_LINKED })],
  ],
})

test('the evidence counts the actions of each access level', () => {
  const [evaluation] = principalChangesPermissions.run(
    inlineOfUser(allow('s3:PutBucketPolicy', 's3:GetObject', 's3:PutObjectTagging')),
    {
      now: at('2026-04-01'),
      configuration: defaultConfiguration,
    },
  )
  const outcome = evaluation?.outcome
  expect(outcome?.status === 'fail' && [outcome.severity, outcome.evidence?.['accessLevels']]).toEqual([
    'info',
    ['List', 'Read', 'Write', 'Tagging', 'Permissions management'].map((level) => {
      const count = level === 'Read' || level === 'Tagging' || level === 'Permissions management' ? 1 : 0
      return { level, count, onAllResources: count, onlyConditional: 0 }
    }),
  ])
})
