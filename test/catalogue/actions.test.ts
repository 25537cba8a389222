import { describe, expect, it } from 'vitest'
import {
  accessLevelOf,
  actionOf,
  actionsOfService,
  allActions,
  catalogueVersion,
  resourceTypesOf,
  serviceExists,
  services,
} from '#shared/catalogue/actions.ts'
import { conditionKeyTypeOf, isConditionKey } from '#shared/catalogue/condition-keys.ts'
import { escalationPaths } from '#shared/catalogue/escalation-paths.ts'
import { expandActionPattern } from '#shared/catalogue/expand-action-pattern.ts'
import { nearestActions } from '#shared/catalogue/nearest-actions.ts'
import { SENSITIVE_CLASSES, sensitiveClassesOf } from '#shared/catalogue/sensitive-actions.ts'

describe('the catalogue that was compiled', () => {
  it('has the counts of the versions that it was compiled from', () => {
    const dependents = allActions().map((action) => actionOf(action)?.dependentActions.length ?? 0)
    expect(catalogueVersion()).toBe('0.21.202609261')
    expect(services().length).toBe(456)
    expect(allActions().length).toBe(22_091)
    expect(new Set(allActions()).size).toBe(22_091)
    expect(dependents.filter((count) => count > 0).length).toBe(1_584)
    expect(dependents.reduce((sum, count) => sum + count, 0)).toBe(4_141)
    const types = services().flatMap((service) => resourceTypesOf(service).map(({ name }) => `${service} ${name}`))
    expect(new Set(types).size).toBe(2_334)
    // Thirteen types have two forms of ARN.
    expect(types).toHaveLength(2_347)
  })

  it('keeps the narrower word of a double access level', () => {
    const levels = Map.groupBy(allActions(), (action) => accessLevelOf(action))
    expect([...levels].map(([level, actions]) => [level, actions.length]).sort()).toEqual([
      ['List', 3_719],
      ['Permissions management', 425],
      ['Read', 5_871],
      ['Tagging', 719],
      ['Write', 11_357],
    ])
    expect(accessLevelOf('s3:PutBucketPolicy')).toBe('Permissions management')
    expect(accessLevelOf('ec2:CreateTags')).toBe('Tagging')
  })

  it('finds actions in any case and knows none that does not exist', () => {
    expect(actionOf('S3:GETOBJECT')?.name).toBe('s3:GetObject')
    expect(actionOf('s3:GetObjct')).toBeUndefined()
    expect(actionOf('GetObject')).toBeUndefined()
    expect(actionOf('__proto__:constructor')).toBeUndefined()
    expect(serviceExists('constructor')).toBe(false)
    expect(serviceExists('S3')).toBe(true)
    expect(actionsOfService('nonsense')).toEqual([])
  })

  it('knows what an action is authorized on and depends on', () => {
    expect(actionOf('ecs:RunTask')?.dependentActions).toEqual(['iam:PassRole'])
    expect(actionOf('dynamodb:GetItem')?.resourceTypes).toEqual([{ name: 'table', required: true }])
    expect(resourceTypesOf('dynamodb').find(({ name }) => name === 'table')?.arn).toBe(
      'arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}',
    )
  })
})

describe('expandActionPattern', () => {
  it.each([
    ['s3:ListAllMyBuckets', ['s3:ListAllMyBuckets']],
    ['S3:listallmy*', ['s3:ListAllMyBuckets']],
    ['sqs:?endMessage', ['sqs:SendMessage']],
    ['s3:Nonsense', []],
    ['s3', []],
    ['', []],
  ])('%s', (pattern, actions) => expect(expandActionPattern(pattern)).toEqual(actions))

  it('takes everything for an asterisk, with or without a service', () => {
    expect(expandActionPattern('*').length).toBe(22_091)
    expect(expandActionPattern('*:*').length).toBe(22_091)
    expect(expandActionPattern('iam:*')).toEqual(actionsOfService('iam'))
  })

  it('is not slowed by a pattern made to be slow', () => {
    expect(expandActionPattern(`iam:${'a*'.repeat(200)}b`)).toEqual([])
  })
})

describe('nearestActions', () => {
  it.each([
    ['s3:GetObjct', 's3:GetObject'],
    ['ec2:DescribeInstance', 'ec2:DescribeInstances'],
    ['dynamodbb:PutItem', 'dynamodb:PutItem'],
  ])('%s → %s', (wrong, right) => expect(nearestActions(wrong)[0]).toBe(right))

  it('suggests nothing for what is close to nothing', () => expect(nearestActions('s3:Xyzzy')).toEqual([]))
})

describe('condition keys', () => {
  it.each([
    ['aws:SourceIp', undefined, 'IPAddress'],
    ['AWS:principaltag/Team', 's3', 'String'],
    ['s3:prefix', 's3', 'String'],
    ['s3:prefix', 'ec2', undefined],
    ['s3:ExistingObjectTag/stage', 's3', 'String'],
    ['kms:EncryptionContext:app', 'kms', 'String'],
    ['aws:PrincipalTag/', 's3', undefined],
    ['aws:Nonsense', undefined, undefined],
  ])('%s of %s', (key, service, type) => {
    expect(conditionKeyTypeOf(key, service)).toBe(type)
    expect(isConditionKey(key, service)).toBe(type !== undefined)
  })
})

describe('escalation paths and sensitive actions', () => {
  it('has 106 paths whose permissions all exist', () => {
    expect(escalationPaths().length).toBe(106)
    expect(
      escalationPaths().flatMap((path) => path.required.filter((action) => actionOf(action) === undefined)),
    ).toEqual([])
  })

  it('knows which paths need something that is already there', () => {
    const needs = new Map(escalationPaths().map((path) => [path.id, path.needsExistingTarget]))
    expect(needs.get('lambda-001')).toBe(false)
    expect(needs.get('lambda-003')).toBe(true)
    expect(needs.get('iam-001')).toBe(false)
    expect(needs.get('cloudformation-005')).toBe(true)
  })

  it('sorts actions into classes', () => {
    expect(sensitiveClassesOf('STS:AssumeRole')).toEqual(['credential-exposure'])
    expect(sensitiveClassesOf('s3:ListBucket')).toEqual([])
    expect(SENSITIVE_CLASSES.length).toBe(4)
  })
})
