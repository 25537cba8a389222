import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalActionOf } from '#shared/catalogue/actions.ts'
import { isDenial, denialOf } from '#shared/catalogue/needs/denial.ts'
import { isInstanceProfilePass } from '#shared/catalogue/needs/passed-roles.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import { escapeForPolicy } from '#shared/catalogue/resources/policy-text.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { callRecord } from '#test/support/call-record.ts'

const record = (
  eventSource: string,
  eventName: string,
  requestParameters: JsonValue,
  more: Partial<TrailRecord> = {},
): TrailRecord => callRecord(`${eventSource} ${eventName}`, requestParameters, more)

describe('denialOf', () => {
  const said = (errorMessage: string): TrailRecord => ({ errorCode: 'AccessDenied', errorMessage })
  const user = 'User: arn:aws:iam::111122223333:user/a'

  it.each([
    [
      `${user} is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows it`,
      { action: 's3:ListAllMyBuckets' },
    ],
    [
      `${user} is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/x because …`,
      { action: 'iam:PassRole', resource: 'arn:aws:iam::111122223333:role/x' },
    ],
    [
      `${user} is not authorized to perform: iam:GetUser on resource: user a`,
      { action: 'iam:GetUser', entity: 'user/a' },
    ],
    [
      `${user} is not authorized to perform: sqs:SendMessage on resource: * with an explicit deny`,
      { action: 'sqs:SendMessage', resource: '*' },
    ],
    ['Access Denied', undefined],
  ])('%s', (message, denial) => expect(denialOf(said(message))).toEqual(denial))

  it('believes only refusals', () => {
    expect(
      denialOf({ errorCode: 'NoSuchKey', errorMessage: `${user} is not authorized to perform: s3:GetObject` }),
    ).toBeUndefined()
    for (const code of [
      'AccessDenied',
      'AccessDeniedException',
      'Client.UnauthorizedOperation',
      'UnauthorizedOperation',
      'Forbidden',
    ]) {
      expect(isDenial(code)).toBe(true)
    }
    for (const code of ['VpceAccessDenied', 'NoSuchBucket', 'ThrottlingException', undefined])
      expect(isDenial(code)).toBe(false)
  })

  it('never makes an action of what a message invents', () => {
    const invented = record(
      's3',
      'GetBucketPolicy',
      { bucketName: 'b' },
      said(`${user} is not authorized to perform: s3:Nonsense`),
    )
    expect(requestsOf(invented).actions).toEqual(['s3:GetBucketPolicy'])
  })
})

describe('requestsOf', () => {
  it('says that an instance profile stands for a role that it does not know', () => {
    const { requests } = requestsOf(record('ec2', 'RunInstances', { iamInstanceProfile: { name: 'web' } }))
    expect(requests.filter(isInstanceProfilePass).map(({ resources }) => resources)).toEqual([
      ['arn:aws:iam::111122223333:instance-profile/web'],
    ])
  })

  it('is less sure where CloudTrail left parameters out', () => {
    const whole = requestsOf(record('s3', 'PutBucketPolicy', { bucketName: 'b' }))
    const cut = requestsOf(
      record('s3', 'PutBucketPolicy', { omitted: true, originalSize: 200_000, reason: 'too large' }),
    )
    expect([whole.confidence, cut.confidence]).toEqual(['high', 'low'])
  })

  it('gives calls of an AWS service for itself no aws:CalledVia', () => {
    const own = requestsOf(
      record(
        'ec2',
        'RunInstances',
        {},
        { userIdentity: { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' } },
      ),
    )
    expect(own.requests.map(({ context }) => context)).toEqual([{}])
  })

  it('does not take the recipient for the owner of what a role of another account calls', () => {
    const there = record('sqs', 'CreateQueue', { queueName: 'q' }, { recipientAccountId: '444455556666' })
    expect(requestsOf(there).requests[0]?.resources).toEqual(['arn:aws:sqs:eu-west-1:111122223333:q'])
  })

  it.each<[source: string, name: string, parameters: JsonValue, resource: string]>([
    ['apigateway', 'UpdateStage', { omitted: true }, 'arn:aws:apigateway:*::/restapis/*/stages/*'],
    ['logs', 'CreateLogStream', { logGroupName: 'g' }, 'arn:aws:logs:*:*:log-group:g:log-stream:*'],
    ['lambda', 'Invoke', { functionName: 'f' }, 'arn:aws:lambda:*:*:function:f'],
    ['dynamodb', 'BatchGetItem', { requestItems: { t: {} } }, 'arn:aws:dynamodb:*:*:table/t'],
    ['rds', 'CopyDBSnapshot', { targetDBSnapshotIdentifier: 's' }, 'arn:aws:rds:*:*:snapshot:s'],
  ])(
    'writes a wildcard, not a name, for what the record does not tell: %s %s',
    (source, name, parameters, resource) => {
      const placeless: TrailRecord = {
        eventSource: `${source}.amazonaws.com`,
        eventName: name,
        eventType: 'AwsApiCall',
        userIdentity: { type: 'AssumedRole' },
        requestParameters: parameters,
      }
      expect(requestsOf(placeless).requests[0]?.resources).toContain(resource)
    },
  )

  it('reads parameters in any case', () => {
    const lower = requestsOf(record('rds', 'DeleteDBInstance', { dbinstanceidentifier: 'x' })).requests
    const odd = requestsOf(record('rds', 'DeleteDBInstance', { dBInstanceIdentifier: 'x' })).requests
    expect(lower).toEqual(odd)
  })

  it('stands up to any record', () => {
    const names = fc.constantFrom(
      ['s3', 'CopyObject'],
      ['s3', 'DeleteObjects'],
      ['ec2', 'RunInstances'],
      ['ec2', 'CreateTags'],
      ['dynamodb', 'TransactWriteItems'],
      ['lambda', 'Invoke'],
      ['apigateway', 'CreateDeployment'],
      ['ssm', 'SendCommand'],
      ['iam', 'CreateRole'],
      ['logs', 'PutLogEvents'],
    )
    fc.assert(
      fc.property(names, fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 2 }), (pair, parameters, response) => {
        const [source = '', name = ''] = pair
        const requestParameters: JsonValue = JSON.parse(JSON.stringify(parameters))
        const responseElements: JsonValue = JSON.parse(JSON.stringify(response))
        const { requests, actions } = requestsOf(record(source, name, requestParameters, { responseElements }))
        for (const action of actions) expect(canonicalActionOf(action)).toBe(action)
        for (const { resources } of requests) expect(resources.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps its work bounded on a record made to be large', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => ({ key: `k${index}` }))
    const { requests } = requestsOf(record('s3', 'DeleteObjects', { bucketName: 'b', delete: { objects: keys } }))
    expect(requests[0]?.resources.length).toBeLessThanOrEqual(1_000)
  })
})

describe('escapeForPolicy', () => {
  it.each([
    ['plain', 'plain'],
    ['a*b', 'a${*}b'],
    ['a?b', 'a${?}b'],
    ['${aws:username}', '${$}{aws:username}'],
    ['$5', '$5'],
    ['日本/x', '*/x'],
  ])('%s → %s', (text, escaped) => expect(escapeForPolicy(text)).toBe(escaped))
})
