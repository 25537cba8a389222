import { describe, expect, it } from 'vitest'
import type { Condition, PolicyDocument } from '#shared/facts/policy.ts'
import { adminStatementsOf, grantsOn, serviceWildcardsOf } from '#shared/permissions/policy-scan.ts'
import { allow, document } from '#test/support/facts.ts'

const mfa: Condition = { operator: 'Bool', key: 'aws:MultiFactorAuthPresent', values: ['true'] }

describe('adminStatementsOf', () => {
  it.each<readonly [string, PolicyDocument, readonly number[]]>([
    ['*', allow('*'), [0]],
    ['*:*', allow('*:*'), [0]],
    ['beside others', document({ actions: ['s3:GetObject'] }, { actions: ['*'] }), [1]],
    ['NotAction of a little', document({ notActions: ['organizations:LeaveOrganization'] }), [0]],
    ['NotAction of IAM', document({ notActions: ['iam:*'] }), []],
    ['two that make all', document({ notActions: ['iam:*'] }, { actions: ['iam:*'] }), [0, 1]],
    ['under a condition', document({ actions: ['*'], conditions: [mfa] }), []],
    [
      'with TLS, by anybody',
      document({
        actions: ['*'],
        conditions: [
          { operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] },
          { operator: 'StringLike', key: 'aws:PrincipalArn', values: ['*'] },
        ],
      }),
      [0],
    ],
    [
      'with any organization’s id',
      document({
        actions: ['*'],
        conditions: [{ operator: 'StringLike', key: 'aws:PrincipalOrgID', values: ['*'] }],
      }),
      [],
    ],
    ['on every ARN', document({ actions: ['*'], resources: ['arn:*'] }), [0]],
    ['on every ARN of a service', document({ actions: ['*'], resources: ['arn:aws:s3:*:*:*'] }), []],
    ['on a bucket', document({ actions: ['*'], resources: ['arn:aws:s3:::b/*'] }), []],
    ['Deny', document({ effect: 'Deny', actions: ['*'] }), []],
    ['IAM taken back', document({ actions: ['*'] }, { effect: 'Deny', actions: ['iam:*'] }), []],
    ['NotResource', document({ actions: ['*'], notResources: ['arn:aws:s3:::secret'] }), [0]],
    ['NotResource that leaves nothing', document({ actions: ['*'], notResources: ['*'] }), []],
    ['one service', allow('iam:*'), []],
  ])('%s', (_name, policy, indexes) => {
    expect(adminStatementsOf(policy).map(({ index }) => index)).toEqual(indexes)
  })
})

describe('serviceWildcardsOf', () => {
  it.each<readonly [string, PolicyDocument, readonly string[]]>([
    ['kms:*', allow('kms:*'), ['kms']],
    ['in other letters', allow('KMS:*'), ['kms']],
    ['written as two stars', allow('kms:**'), ['kms']],
    ['a part', allow('kms:De*'), []],
    ['everything is another finding', allow('*'), []],
    ['two services', allow('s3:*', 'kms:*'), ['kms', 's3']],
    ['Deny', document({ effect: 'Deny', actions: ['kms:*'] }), []],
  ])('%s', (_name, policy, services) => {
    expect(serviceWildcardsOf(policy).map(({ service }) => service)).toEqual(services)
  })

  it('says what limits them', () => {
    expect(
      serviceWildcardsOf(document({ actions: ['kms:*'], resources: ['arn:aws:kms:*:*:key/1'], conditions: [mfa] })),
    ).toMatchObject([{ onAllResources: false, conditional: true }])
  })
})

describe('grantsOn', () => {
  it.each<readonly [string, PolicyDocument, number, number]>([
    ['by name', allow('iam:PassRole'), 1, 1],
    ['by pattern in other letters', allow('IAM:pass*'), 1, 1],
    ['on a named role', document({ actions: ['iam:PassRole'], resources: ['arn:aws:iam::1:role/a'] }), 1, 0],
    ['by NotAction', document({ notActions: ['s3:*'] }), 1, 1],
    ['denied outright', document({ actions: ['*'] }, { effect: 'Deny', actions: ['iam:*'] }), 0, 0],
    [
      'denied under a condition',
      document({ actions: ['*'] }, { effect: 'Deny', actions: ['iam:*'], conditions: [mfa] }),
      1,
      1,
    ],
    ['another action', allow('s3:*'), 0, 0],
  ])('%s', (_name, policy, all, everywhere) => {
    expect(grantsOn(policy, 'iam:PassRole')).toHaveLength(all)
    expect(grantsOn(policy, 'iam:PassRole', { onAllResources: true })).toHaveLength(everywhere)
  })
})
