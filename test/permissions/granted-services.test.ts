import { expect, test } from 'vitest'
import { effectivePermissionsOf } from '#shared/permissions/effective-permissions.ts'
import { grantedServicesOf } from '#shared/permissions/granted-services.ts'
import { accountWithRoles, document, inlinePolicy, role } from '#test/support/facts.ts'
import { when } from '#test/support/trusts.ts'

test('services of all four classes: everywhere and on some, with conditions and without', () => {
  const policy = document(
    { actions: ['s3:GetObject', 's3:PutObject'] },
    { actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:eu-west-1:111111111111:jobs'] },
    { actions: ['ec2:RunInstances'], conditions: [when('Bool', 'aws:MultiFactorAuthPresent', 'true')] },
    {
      actions: ['sns:Publish'],
      resources: ['arn:aws:sns:eu-west-1:111111111111:news'],
      conditions: [when('Bool', 'aws:MultiFactorAuthPresent', 'true')],
    },
    { actions: ['kms:Decrypt'] },
    { effect: 'Deny', actions: ['kms:*'] },
  )
  const principal = role({ grants: { inlinePolicies: [inlinePolicy('own', policy)], attachedPolicies: [] } })
  const permissions = effectivePermissionsOf(principal, accountWithRoles(principal))
  expect(permissions.state === 'known' && [...grantedServicesOf(permissions.value)].sort()).toEqual([
    'ec2',
    's3',
    'sns',
    'sqs',
  ])
})
