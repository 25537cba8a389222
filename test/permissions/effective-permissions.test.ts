import { describe, expect, it } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import type { Condition, PolicyDocument } from '#shared/facts/policy.ts'
import type { User } from '#shared/facts/principal.ts'
import { accessLevelsOf } from '#shared/permissions/access-levels.ts'
import { administratorOf, canChangePermissions } from '#shared/permissions/administrator.ts'
import { effectivePermissionsOf, resourcesAllowing, scopeOf } from '#shared/permissions/effective-permissions.ts'
import type { EffectivePermissions } from '#shared/permissions/effective-permissions.ts'
import { powerOf } from '#shared/permissions/power-of.ts'
import {
  ACCOUNT,
  account,
  allow,
  document,
  group,
  inlinePolicy,
  managedPolicy,
  role,
  serviceTrust,
  user,
} from '#test/support/facts.ts'

const mfa: Condition = { operator: 'Bool', key: 'aws:MultiFactorAuthPresent', values: ['true'] }
const noMfa: Condition = { operator: 'BoolIfExists', key: 'aws:MultiFactorAuthPresent', values: ['false'] }
const bucket = 'arn:aws:s3:::b/*'

const userWith = (...documents: readonly PolicyDocument[]): User =>
  user({
    grants: known({ attachedPolicies: [], inlinePolicies: documents.map((one, i) => inlinePolicy(`p${i}`, one)) }),
  })

const effective = (...documents: readonly PolicyDocument[]): EffectivePermissions => {
  const alice = userWith(...documents)
  const permissions = effectivePermissionsOf(alice, account({ users: known([alice]) }))
  if (permissions.state === 'unknown') throw new Error(permissions.reason)
  return permissions.value
}

describe('scopeOf', () => {
  const get = 's3:GetObject'
  const all = { reach: 'all', conditional: false }
  const some = { reach: 'some', conditional: false }
  const none = { reach: 'none', conditional: false }
  it.each<readonly [string, readonly PolicyDocument[], string, object]>([
    ['allowed on everything', [allow(get)], get, all],
    ['not allowed', [allow('s3:PutObject')], get, none],
    ['allowed on a bucket', [document({ actions: [get], resources: [bucket] })], get, some],
    ['every object by its ARN', [document({ actions: [get], resources: ['arn:aws:s3:::*'] })], get, some],
    [
      'every user of the account',
      [document({ actions: ['iam:CreateAccessKey'], resources: [`arn:aws:iam::${ACCOUNT}:user/*`] })],
      'iam:CreateAccessKey',
      all,
    ],
    [
      'every user of another account',
      [document({ actions: ['iam:CreateAccessKey'], resources: ['arn:aws:iam::222222222222:user/*'] })],
      'iam:CreateAccessKey',
      none,
    ],
    [
      'oneself',
      [document({ actions: ['iam:CreateAccessKey'], resources: ['arn:aws:iam::*:user/${aws:username}'] })],
      'iam:CreateAccessKey',
      some,
    ],
    [
      'everything in one bucket is nothing in IAM',
      [document({ actions: ['*'], resources: [bucket] })],
      'iam:PassRole',
      none,
    ],
    [
      'an action without resources on an ARN',
      [document({ actions: ['ec2:Describe*'], resources: ['arn:aws:ec2:*:*:instance/*'] })],
      'ec2:DescribeInstances',
      none,
    ],
    ['under a condition', [document({ actions: [get], conditions: [mfa] })], get, { reach: 'all', conditional: true }],
    ['denied on everything', [allow('*'), document({ effect: 'Deny', actions: ['s3:*'] })], get, none],
    [
      'denied on a bucket',
      [allow('*'), document({ effect: 'Deny', actions: ['s3:*'], resources: [bucket] })],
      get,
      some,
    ],
    [
      'allowed and denied on the same bucket',
      [
        document({ actions: [get], resources: [bucket] }),
        document({ effect: 'Deny', actions: ['s3:*'], resources: ['arn:aws:s3:::*'] }),
      ],
      get,
      none,
    ],
    [
      'allowed and denied on different buckets',
      [
        document({ actions: [get], resources: [bucket] }),
        document({ effect: 'Deny', actions: ['s3:*'], resources: ['arn:aws:s3:::c/*'] }),
      ],
      get,
      some,
    ],
    [
      'denied outside a bucket',
      [
        document({ actions: [get], resources: [bucket] }),
        document({ effect: 'Deny', actions: ['s3:*'], notResources: ['arn:aws:s3:::c/*'] }),
      ],
      get,
      none,
    ],
    [
      'denied without MFA',
      [allow('*'), document({ effect: 'Deny', actions: ['*'], conditions: [noMfa] })],
      get,
      { reach: 'all', conditional: true },
    ],
    ['by NotAction', [document({ notActions: ['iam:*'] })], get, all],
    ['left out by NotAction', [document({ notActions: ['iam:*'] })], 'iam:CreateUser', none],
    [
      'for this user alone',
      [
        document({
          actions: [get],
          conditions: [{ operator: 'StringEquals', key: 'aws:username', values: ['alice'] }],
        }),
      ],
      get,
      all,
    ],
    [
      'for another user alone',
      [document({ actions: [get], conditions: [{ operator: 'StringEquals', key: 'aws:username', values: ['bob'] }] })],
      get,
      none,
    ],
    [
      'only over TLS',
      [
        allow(get),
        document({
          effect: 'Deny',
          actions: ['*'],
          conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', values: ['false'] }],
        }),
      ],
      get,
      all,
    ],
  ])('%s', (_name, documents, action, scope) => {
    expect(scopeOf(effective(...documents), action)).toEqual(scope)
  })
})

describe('what comes together', () => {
  const managed = managedPolicy({ name: 'Read', document: allow('s3:Get*') })
  const developers = group({
    grants: { inlinePolicies: [inlinePolicy('in', allow('sqs:SendMessage'))], attachedPolicies: [managed] },
  })
  const facts = account({ groups: known([developers]), policies: known([managed]) })

  it('adds up inline, attached and group policies', () => {
    const alice = user({
      groupNames: known(['developers']),
      grants: known({ inlinePolicies: [inlinePolicy('own', allow('sns:Publish'))], attachedPolicies: [managed] }),
    })
    const permissions = effectivePermissionsOf(alice, facts)
    if (permissions.state === 'unknown') throw new Error(permissions.reason)
    expect(permissions.value.missing).toEqual([])
    const reaches = ['s3:GetObject', 'sqs:SendMessage', 'sns:Publish'].map(
      (action) => scopeOf(permissions.value, action).reach,
    )
    expect(reaches).toEqual(['all', 'all', 'all'])
  })

  it('keeps within the boundary', () => {
    const boundary = managedPolicy({
      name: 'Edge',
      document: document({ actions: ['s3:*'] }, { actions: ['sqs:*'], resources: ['arn:aws:sqs:*:*:jobs'] }),
    })
    const app = role({
      grants: {
        inlinePolicies: [inlinePolicy('all', allow('*'))],
        attachedPolicies: [],
        permissionsBoundaryArn: boundary.arn,
      },
    })
    const permissions = effectivePermissionsOf(app, account({ roles: known([app]), policies: known([boundary]) }))
    if (permissions.state === 'unknown') throw new Error(permissions.reason)
    expect(
      ['s3:GetObject', 'sqs:SendMessage', 'iam:CreateUser'].map((action) => scopeOf(permissions.value, action).reach),
    ).toEqual(['all', 'some', 'none'])
    expect(administratorOf(permissions.value)).toBe('no')
  })

  it('takes a policy that is attached and the boundary for what it says', () => {
    const both = managedPolicy({ document: document({ actions: ['s3:GetObject'], resources: [bucket] }) })
    const app = role({ grants: { inlinePolicies: [], attachedPolicies: [both], permissionsBoundaryArn: both.arn } })
    const permissions = effectivePermissionsOf(app, account({ roles: known([app]), policies: known([both]) }))
    expect(permissions.state === 'known' && scopeOf(permissions.value, 's3:GetObject')).toEqual({
      reach: 'some',
      conditional: false,
    })
  })

  it.each<readonly [string, User, readonly string[]]>([
    [
      'an attached policy',
      user({
        grants: known({
          inlinePolicies: [],
          attachedPolicies: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', name: 'ReadOnlyAccess' }],
        }),
      }),
      ['Policy arn:aws:iam::aws:policy/ReadOnlyAccess is attached, but its document is not in the evidence.'],
    ],
    ['a group', user({ groupNames: known(['ghosts']) }), ['Group ghosts is not in the evidence.']],
    [
      'the groups',
      user({ groupNames: unknownFact('Only the report was read.') }),
      ['The groups of alice are not known: Only the report was read.'],
    ],
    [
      'an inline policy',
      userWith({ state: 'unreadable', text: '{', reason: 'The policy is not JSON.' }),
      ['Policy p0 cannot be read: The policy is not JSON.'],
    ],
    [
      'the boundary',
      user({
        grants: known({
          inlinePolicies: [],
          attachedPolicies: [],
          permissionsBoundaryArn: 'arn:aws:iam::111111111111:policy/Edge',
        }),
      }),
      ['Permissions boundary arn:aws:iam::111111111111:policy/Edge is set, but its document is not in the evidence.'],
    ],
  ])('says what is missing: %s', (_name, alice, missing) => {
    expect(effectivePermissionsOf(alice, account({ users: known([alice]) }))).toMatchObject({
      state: 'known',
      value: { missing },
    })
  })

  it('is unknown without grants', () => {
    const alice = user({ grants: unknownFact('Only the report was read.') })
    expect(effectivePermissionsOf(alice, facts)).toEqual(unknownFact('Only the report was read.'))
  })

  it('lists the resources that are named', () => {
    expect(resourcesAllowing(effective(document({ actions: ['s3:*'], resources: [bucket] })), 's3:GetObject')).toEqual([
      bucket,
    ])
  })
})

describe('administratorOf', () => {
  it.each<readonly [string, readonly PolicyDocument[], 'yes' | 'conditional' | 'no']>([
    ['everything', [allow('*')], 'yes'],
    ['everything, written otherwise', [allow('*:*')], 'yes'],
    ['everything but one service', [document({ notActions: ['aws-portal:*'] })], 'yes'],
    ['everything but IAM', [document({ notActions: ['iam:*'] })], 'no'],
    ['IAM alone', [allow('iam:*')], 'no'],
    ['everything in one bucket', [document({ actions: ['*'], resources: [bucket] })], 'no'],
    ['everything with MFA', [document({ actions: ['*'], conditions: [mfa] })], 'conditional'],
    [
      'everything, denied without MFA',
      [allow('*'), document({ effect: 'Deny', actions: ['*'], conditions: [noMfa] })],
      'conditional',
    ],
    [
      'everything, leaving the organization denied',
      [allow('*'), document({ effect: 'Deny', actions: ['organizations:LeaveOrganization'] })],
      'yes',
    ],
    ['everything, IAM denied', [allow('*'), document({ effect: 'Deny', actions: ['iam:*'] })], 'no'],
    ['two halves', [document({ notActions: ['iam:*'] }), allow('iam:*')], 'yes'],
  ])('%s', (_name, documents, expected) => {
    expect(administratorOf(effective(...documents))).toBe(expected)
  })

  it('names the actions that change permissions', () => {
    expect(canChangePermissions(effective(allow('iam:Put*Policy', 's3:*')))).toEqual([
      'iam:PutGroupPolicy',
      'iam:PutRolePolicy',
      'iam:PutUserPolicy',
    ])
    expect(canChangePermissions(effective(allow('s3:*')))).toEqual([])
  })
})

describe('accessLevelsOf', () => {
  it('counts by level, on all resources and under conditions', () => {
    const levels = accessLevelsOf(
      effective(
        document(
          { actions: ['iam:ListUsers'] },
          { actions: ['s3:GetObject'], resources: [bucket] },
          { actions: ['iam:PutUserPolicy'], conditions: [mfa] },
        ),
      ),
    )
    expect(
      levels.map(({ level, count, onAllResources, onlyConditional }) => [
        level,
        count,
        onAllResources,
        onlyConditional,
      ]),
    ).toEqual([
      ['List', 1, 1, 0],
      ['Read', 1, 0, 0],
      ['Write', 0, 0, 0],
      ['Tagging', 0, 0, 0],
      ['Permissions management', 1, 0, 1],
    ])
  })
})

describe('powerOf', () => {
  const attached = known({ inlinePolicies: [], attachedPolicies: [{ arn: 'arn:aws:iam::aws:policy/X', name: 'X' }] })
  it.each<readonly [string, User, string]>([
    ['administrator', userWith(allow('*')), 'administrator'],
    [
      'own policy',
      userWith(document({ actions: ['iam:PutUserPolicy'], resources: ['arn:aws:iam::*:user/${aws:username}'] })),
      'escalates',
    ],
    ['bucket policies', userWith(allow('s3:PutBucketPolicy')), 'permissions-management'],
    ['writes', userWith(allow('sqs:SendMessage')), 'writes'],
    ['tags', userWith(allow('sqs:TagQueue')), 'writes'],
    ['reads', userWith(allow('s3:GetObject')), 'reads'],
    ['nothing', user(), 'none'],
    ['a policy not seen', user({ grants: attached }), 'unknown'],
    ['grants not seen', user({ grants: unknownFact('no') }), 'unknown'],
  ])('%s', (_name, alice, power) => {
    expect(powerOf(alice.arn, account({ users: known([alice]) }))).toBe(power)
  })

  it('knows root, and nobody else that the evidence does not have', () => {
    expect(powerOf(`arn:aws:iam::${ACCOUNT}:root`, account())).toBe('administrator')
    expect(powerOf(`arn:aws:iam::${ACCOUNT}:user/root`, account())).toBe('unknown')
    expect(powerOf(role({ trustPolicy: serviceTrust('ec2.amazonaws.com') }).arn, account())).toBe('unknown')
  })
})
