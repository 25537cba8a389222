import { describe, expect, test } from 'vitest'
import { accessLevelOf, actionOf, actionsOfService } from '#shared/catalogue/actions.ts'
import { templatesOfAction } from '#shared/catalogue/resources/action-templates.ts'

// Which actions of an access level an ARN takes, which take only `*`, and what goes with an action: the facts under policy_sentry's policies
// (salesforce/policy_sentry, test/writing/test_sid_group_crud.py and test/test_access_level_overrides.py; MIT), by its answer and ours.

const actionsOn = (service: string, arn: string, level: string): readonly string[] =>
  actionsOfService(service).filter(
    (action) => accessLevelOf(action) === level && templatesOfAction(action).some(({ matches }) => matches(arn)),
  )

describe('actions of a level on an ARN', () => {
  test.each<readonly [service: string, arn: string, level: string, theirs: readonly string[], more: readonly string[]]>(
    [
      [
        's3',
        'arn:aws:s3:::example-org-s3-access-logs',
        'Permissions management',
        ['s3:DeleteBucketPolicy', 's3:PutBucketAcl', 's3:PutBucketPolicy', 's3:PutBucketPublicAccessBlock'],
        // AWS has moved it to this level since.
        ['s3:PutBucketOwnershipControls'],
      ],
      [
        'kms',
        'arn:aws:kms:us-east-1:123456789012:key/123456',
        'Permissions management',
        ['kms:CreateGrant', 'kms:PutKeyPolicy', 'kms:RetireGrant', 'kms:RevokeGrant'],
        [],
      ],
      [
        'iam',
        'arn:aws:iam::000000000000:access-report/somepath',
        'Read',
        ['iam:GenerateOrganizationsAccessReport'],
        [],
      ],
      // Nothing lists a secret by its ARN.
      ['secretsmanager', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:anothersecret', 'List', [], []],
    ],
  )('%s %s: %s', (...[service, arn, level, theirs, more]) => {
    expect(actionsOn(service, arn, level)).toEqual([...theirs, ...more].sort())
  })
})

test.each<readonly [action: string, onlyStar: boolean]>([
  ['ram:EnableSharingWithAwsOrganization', true],
  ['ram:GetResourcePolicies', true],
  ['kms:CreateCustomKeyStore', true],
  // Theirs drops it where only `*` was asked for: it takes an ARN.
  ['secretsmanager:PutSecretValue', false],
  ['secretsmanager:CreateSecret', false],
])('%s takes only *: %s', (action, onlyStar) => {
  expect(templatesOfAction(action).length === 0).toBe(onlyStar)
})

// Policy Sentry overrides AWS's levels for what hands out rights; ours are AWS's own, and what is dangerous is a class of its own.
test.each([
  ['iam:CreateAccessKey', 'Permissions management', 'Write'],
  ['ram:AcceptResourceShareInvitation', 'Permissions management', 'Write'],
  ['ram:EnableSharingWithAwsOrganization', 'Permissions management', 'Permissions management'],
  ['ram:TagResource', 'Tagging', 'Tagging'],
])('%s: %s there, %s here', (action, _theirs, ours) => {
  expect(accessLevelOf(action)).toBe(ours)
})

test.each<readonly [action: string, theirs: readonly string[]]>([
  [
    'iam:GenerateOrganizationsAccessReport',
    [
      'organizations:DescribePolicy',
      'organizations:ListChildren',
      'organizations:ListParents',
      'organizations:ListPoliciesForTarget',
      'organizations:ListRoots',
      'organizations:ListTargetsForPolicy',
    ],
  ],
  ['kms:CreateCustomKeyStore', ['cloudhsm:DescribeClusters', 'iam:CreateServiceLinkedRole']],
])('%s goes with others', (action, theirs) => {
  expect(actionOf(action)?.dependentActions).toEqual(expect.arrayContaining([...theirs]))
})
