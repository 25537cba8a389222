import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { visitEvents } from '#shared/activity/events-in.ts'
import { LogFold } from '#shared/activity/log-fold.ts'
import type { RequestsOf } from '#shared/activity/record-row.ts'
import { serialiseProfile } from '#shared/activity/serialise-profile.ts'
import { surplusCopiesOf } from '#shared/activity/copies-of.ts'
import { RECORD_FIELDS } from '#shared/activity/trail-table/record-fields.ts'
import { TableFold } from '#shared/activity/trail-table/table-fold.ts'
import { trailRecordOf } from '#shared/activity/trail-record-of.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { requestsOf as catalogueRequestsOf } from '#shared/catalogue/requests-of.ts'
import { listTrailFiles } from '#shared/clients/trail-files.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '#shared/facts/json.ts'
import { BusyAccount } from '#bench/trail/generate-log.ts'
import { event, gzip } from '../trail-samples.ts'
import { type LogFileOfTrail, trailTableOf } from '#test/support/trail-in-duckdb.ts'
import { trailFilesOf } from '#test/support/trail-files-of-events.ts'

const DAY = '2026-11-20'
const CATALOGUE = 'test'

const fromFiles = async (
  files: readonly LogFileOfTrail[],
  requestsOf: RequestsOf,
): Promise<ReadonlyMap<string, UsageProfile>> => {
  const folds = new Map<string, LogFold>()
  for (const { bucket, key, events } of files) {
    const account = /\/(\d{12})\//.exec(key)?.[1] ?? ''
    const fold = folds.get(account) ?? new LogFold({ requestsOf, catalogue: CATALOGUE })
    folds.set(account, fold)
    const bytes = gzip(JSON.stringify({ Records: events }))
    await fold.add({
      name: `${bucket}/${key}`,
      bytes: (async function* () {
        yield bytes
      })(),
    })
  }
  return new Map([...folds].map(([account, fold]) => [account, fold.profile()]))
}

const fromTable = async (
  files: readonly LogFileOfTrail[],
  requestsOf: RequestsOf,
): Promise<ReadonlyMap<string, UsageProfile>> => {
  const accounts = [...new Set(files.map(({ key }) => /\/(\d{12})\//.exec(key)?.[1] ?? ''))]
  const table = await trailTableOf(files)
  try {
    const profiles = new Map<string, UsageProfile>()
    for (let at = 0; at < accounts.length; at += 20) {
      const asked = { day: DAY, accounts: accounts.slice(at, at + 20) }
      const fold = new TableFold(asked, { requestsOf, catalogue: CATALOGUE })
      for (const row of await table.query(asked)) fold.add(row)
      for (const [account, profile] of fold.profiles()) profiles.set(account, profile)
    }
    return profiles
  } finally {
    table.close()
  }
}

const serialised = (profiles: ReadonlyMap<string, UsageProfile>): Readonly<Record<string, string>> =>
  Object.fromEntries([...profiles].map(([account, profile]) => [account, serialiseProfile(profile)]))

/** Where two profiles part, in place of two walls of text. */
const differenceOf = (table: string, log: string): readonly string[] | undefined => {
  if (table === log) return undefined
  const at = [...log].findIndex((letter, index) => letter !== table[index])
  return [table, log].map((text) => text.slice(Math.max(0, at - 60), at + 120))
}

/** Both ways, and how many records each account has. */
const expectSameBytes = async (
  events: readonly JsonObject[],
  account: (event: JsonObject) => string,
  requestsOf: RequestsOf = catalogueRequestsOf,
): Promise<ReadonlyMap<string, UsageProfile>> => {
  const files = trailFilesOf(events, { day: DAY, account })
  const profiles = await fromFiles(files, requestsOf)
  const [table, log] = [serialised(await fromTable(files, requestsOf)), serialised(profiles)]
  expect(Object.keys(table).sort()).toEqual(Object.keys(log).sort())
  for (const [one, bytes] of Object.entries(log)) expect(differenceOf(table[one] ?? '', bytes), one).toBeUndefined()
  return profiles
}

const recordsIn = (profiles: ReadonlyMap<string, UsageProfile>): number =>
  [...profiles.values()].reduce((sum, { recordsRead }) => sum + recordsRead, 0)

const eventsIn = (text: string): readonly JsonObject[] => {
  const events: JsonObject[] = []
  const values = ((): readonly JsonValue[] => {
    try {
      return [JSON.parse(text) as JsonValue]
    } catch {
      return text.split('\n').flatMap((line) => {
        try {
          return [JSON.parse(line) as JsonValue]
        } catch {
          return []
        }
      })
    }
  })()
  for (const value of values)
    visitEvents(value, { event: (found) => events.push(found), poison: () => {}, foreign: () => {} })
  return events
}

const TEXTS = ['eventVersion', 'sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage', 'awsRegion', 'eventType']
const OBJECTS = ['requestParameters', 'responseElements']

const NAMES = new Map(
  RECORD_FIELDS.flatMap(([path]) => path.split('.')).map((name) => [name.toLowerCase(), name] as const),
)
const inItsCase = (value: JsonValue): JsonValue =>
  isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [NAMES.get(name.toLowerCase()) ?? name, inItsCase(inner)]),
      )
    : value

/**
 * As CloudTrail delivers. Captures enrich addresses to objects, which no column of text can hold as the file has it; some write
 * `principalid`, which the table takes for `principalId` and the reader of files does not.
 */
const asDelivered = (found: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(found)
      .filter(
        ([field, value]) =>
          field !== '@timestamp' &&
          (!TEXTS.includes(field) || typeof value === 'string') &&
          (!OBJECTS.includes(field) || isJsonObject(value) || value === null || value === 'null'),
      )
      .map(([field, value]) => [field, field === 'userIdentity' ? inItsCase(value) : value]),
  )

const eventsBelow = async (folder: string): Promise<readonly JsonObject[]> => {
  const texts = (await listTrailFiles(folder)).map(async ({ path }) => {
    const bytes = await readFile(path)
    return (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8')
  })
  return (await Promise.all(texts))
    .flatMap(eventsIn)
    .map(asDelivered)
    .filter((found) => trailRecordOf(found).state === 'record')
}

const ownerOf = ({ recipientAccountId: owner }: JsonObject): string =>
  typeof owner === 'string' && /^\d{12}$/.test(owner) ? owner : '999999999999'

describe('the query over the table and the reader of log files give the same bytes', () => {
  test('the sample account', async () => {
    const profiles = await expectSameBytes(await eventsBelow('samples/account/cloudtrail'), ownerOf)
    expect(recordsIn(profiles)).toBeGreaterThan(100)
  })

  test.skipIf(!existsSync('../shared/data'))('all public data, as CloudTrail would have delivered it', async () => {
    const profiles = await expectSameBytes(await eventsBelow('../shared/data'), ownerOf)
    expect(recordsIn(profiles)).toBeGreaterThan(2_200)
    expect(profiles.size).toBeGreaterThan(20)
  })

  test.each([
    ['a realistic log', new BusyAccount(7).log(3_000)],
    ['a log in which nearly every record differs', new BusyAccount(8, true).log(1_000)],
  ])('%s', async (_, log) => {
    const profiles = await expectSameBytes(eventsIn(log.toString('utf8')), () => '111122223333')
    expect(recordsIn(profiles)).toBeGreaterThan(900)
  })

  test('a mapping that looks at time and id gets those of each event', async () => {
    const nosy: RequestsOf = ({ eventTime, eventID }) => ({
      actions: [],
      requests: [{ action: 'x:y', resources: [`${eventTime} ${eventID}`], context: {} }],
      mappedBy: 'all',
      notes: [],
    })
    const events = ['2026-11-20T10:00:00Z', '2026-11-20T10:00:01Z'].map((eventTime) => event({ eventTime }))
    await expectSameBytes(events as JsonObject[], ownerOf, nosy)
  })

  const identity = (changes: JsonObject): JsonObject => ({ ...(event()['userIdentity'] as JsonObject), ...changes })
  test.each<[string, readonly Record<string, unknown>[]]>([
    [
      'copies of an event, in two files as well',
      ['10', '10', '11'].map((hour) => ({ eventID: 'same', awsRegion: hour === '10' ? 'eu-west-1' : 'us-east-1' })),
    ],
    [
      'no time, a time that is none, a fraction, a zone',
      [undefined, 'soon', '2026-11-20T10:00:00.5Z', '2026-11-20T10:00:00+02:00', '2026-11-20 10:00:00', null].map(
        (eventTime) => ({
          eventTime,
        }),
      ),
    ],
    ['no id', [{ eventID: null }, { eventID: '' }, { eventID: undefined }]],
    ['days across midnight', [{ eventTime: '2026-11-19T23:59:59Z' }, { eventTime: '2026-11-20T00:00:00Z' }]],
    [
      'no identity, an empty one, a service',
      [
        { userIdentity: null },
        { userIdentity: {} },
        { userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } },
      ],
    ],
    ['no name or source', [{ eventName: null }, { eventSource: undefined }, { eventName: '' }]],
    [
      'work in a session of AssumeRoot',
      [
        { userIdentity: identity({ sessionContext: { assumedRoot: 'true' } }) },
        { userIdentity: identity({ sessionContext: { assumedRoot: true } }) },
      ],
    ],
    [
      'with MFA, without, by another writer',
      ['true', 'false', true].map((mfaAuthenticated) => ({
        userIdentity: identity({
          sessionContext: { attributes: { mfaAuthenticated, creationDate: '2026-11-20T09:00:00Z' } },
        }),
      })),
    ],
    [
      'a delegate, and somebody of Identity Center',
      [
        { userIdentity: identity({ invokedByDelegate: { accountId: '444455556666' } }) },
        {
          userIdentity: {
            type: 'IdentityCenterUser',
            accountId: '111122223333',
            onBehalfOf: { userId: 'u-1', identityStoreArn: 'x' },
          },
        },
      ],
    ],
    ['another account’s copy', [{ sharedEventID: 's', userIdentity: identity({ accountId: '999988887777' }) }]],
    [
      'sign-ins',
      ['Yes', 'No', null].map((MFAUsed) => ({
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        eventType: 'AwsConsoleSignIn',
        additionalEventData: { MFAUsed, MFAIdentifier: 'arn:aws:iam::1:mfa/x', LoginTo: 'https://x' },
        responseElements: { ConsoleLogin: MFAUsed === 'No' ? 'Failure' : 'Success' },
      })),
    ],
    [
      'a switch of roles',
      [
        {
          eventSource: 'signin.amazonaws.com',
          eventName: 'SwitchRole',
          additionalEventData: { SwitchFrom: 'arn:aws:iam::1:user/a', RedirectTo: 'x' },
        },
      ],
    ],
    [
      'additional data that differs from call to call',
      ['a', 'b'].map((id) => ({ additionalEventData: { 'x-amz-id-2': id, bytesTransferredIn: 1 } })),
    ],
    [
      'an API key of Bedrock',
      [true, 'true', false].map((callWithBearerToken) => ({
        eventSource: 'bedrock.amazonaws.com',
        eventName: 'InvokeModel',
        requestParameters: { modelId: 'amazon.titan' },
        additionalEventData: { callWithBearerToken },
      })),
    ],
    [
      'an error in the response only, an error text only',
      [
        { responseElements: { errorCode: 'AccessDenied' } },
        { errorMessage: 'no' },
        {
          errorCode: 'AccessDenied',
          errorMessage: 'User: x is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/k"',
        },
      ],
    ],
    [
      'resources by ARN and by prefix',
      [
        {
          resources: [
            { ARN: 'arn:aws:s3:::b', accountId: '111122223333', type: 'AWS::S3::Bucket' },
            { ARNPrefix: 'arn:aws:s3:::b/' },
            { arn: 'arn:aws:s3:::c' },
          ],
        },
        { resources: [] },
      ],
    ],
    [
      'changes of credentials',
      [
        {
          eventSource: 'iam.amazonaws.com',
          eventName: 'CreateAccessKey',
          readOnly: false,
          requestParameters: { userName: 'bob' },
          responseElements: { accessKey: { accessKeyId: 'AKIANEW', userName: 'bob', status: 'Active' } },
        },
      ],
    ],
    [
      'data events, insights, network activity, addenda',
      [
        { managementEvent: false, eventCategory: 'Data' },
        { eventType: 'AwsCloudTrailInsight' },
        { eventCategory: 'NetworkActivity' },
        { addendum: { reason: 'UPDATED_DATA' } },
        { addendum: { reason: 'DELIVERY_DELAY' } },
        { managementEvent: false, eventCategory: null },
      ],
    ],
    [
      'read or write told as a text, or not at all',
      [
        { readOnly: 'true' },
        { readOnly: 'false' },
        { readOnly: null },
        { readOnly: undefined, eventName: 'PutObject' },
      ],
    ],
    [
      'hostile texts',
      [
        '"',
        '\\',
        "'; DROP TABLE organization_trail; --",
        '${account}',
        'é💥',
        '\u2028',
        ',\n"x",',
        '[1]',
        '{',
        'null',
        ' x '.repeat(600),
      ].map((text) => ({ userAgent: text, requestParameters: { userName: text, [text]: text } })),
    ],
    [
      'names of a prototype',
      [{ requestParameters: JSON.parse('{"__proto__":{"a":1},"constructor":1}') as JsonObject }],
    ],
  ])('%s', async (_, changes) => {
    const events = changes.map(
      (change) =>
        JSON.parse(JSON.stringify(event({ requestParameters: { bucketName: 'b' }, ...change }))) as JsonObject,
    )
    const profiles = await expectSameBytes(events, () => '111122223333')
    expect(recordsIn(profiles)).toBe(events.length)
  })

  test('copies are known as copies', async () => {
    const copy = event({ eventID: 'twice' }) as JsonObject
    const profiles = await expectSameBytes([copy, copy, event() as JsonObject], ownerOf)
    expect([...profiles.values()].map((profile) => surplusCopiesOf(profile).total)).toEqual([1])
  })
})
