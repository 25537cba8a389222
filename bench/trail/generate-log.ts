import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

/** A seeded generator (mulberry32), so that every run measures the same bytes. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type Random = () => number
type Json = Record<string, unknown>

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
/** Few are used much, many a little, as principals and calls are. */
const skewed = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() ** 2.5 * items.length)] as T
const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')
const uuid = (random: Random): string =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`
const upper = (random: Random, length: number): string =>
  Array.from({ length }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Math.floor(random() * 32)]).join('')

const ACCOUNT = '111122223333'
const REGIONS = ['eu-west-1', 'us-east-1', 'eu-central-1']
const AGENTS = [
  'aws-sdk-go-v2/1.24.1 os/linux lang/go#1.21.6 md/GOOS#linux md/GOARCH#arm64 api/ec2#1.142.1',
  'Boto3/1.34.51 md/Botocore#1.34.51 ua/2.0 os/linux#5.10.209-198.858.amzn2.x86_64 md/arch#x86_64 lang/python#3.11.6 cfg/retry-mode#legacy Botocore/1.34.51',
  'aws-sdk-java/2.21.29 Linux/5.10.205 OpenJDK_64-Bit_Server_VM/17.0.9+9-LTS Java/17.0.9 vendor/Amazon.com_Inc. io/sync http/Apache cfg/retry-mode/legacy',
  'APN/1.0 HashiCorp/1.0 Terraform/1.7.4 (+https://www.terraform.io) terraform-provider-aws/5.39.0 (+https://registry.terraform.io/providers/hashicorp/aws)',
]

interface Session {
  readonly identity: Json
  readonly agent: string
  readonly address: string
  readonly region: string
  readonly calls: readonly number[]
  readonly mfa: boolean
}

const sessionOf = (random: Random, role: number, time: string): Session => {
  const name = `app-${role}-execution-role`
  const roleId = `AROA${createHash('sha256').update(name).digest('hex').slice(0, 17).toUpperCase()}`
  const session = random() < 0.5 ? `i-0${hex(random, 16)}` : `session-${Math.floor(random() * 1e6)}`
  const person = random() < 0.1
  return {
    identity: person
      ? {
          type: 'IAMUser',
          principalId: `AIDA${upper(random, 17)}`,
          arn: `arn:aws:iam::${ACCOUNT}:user/deploy/user-${role}`,
          accountId: ACCOUNT,
          accessKeyId: `AKIA${upper(random, 16)}`,
          userName: `user-${role}`,
        }
      : {
          type: 'AssumedRole',
          principalId: `${roleId}:${session}`,
          arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${session}`,
          accountId: ACCOUNT,
          accessKeyId: `ASIA${upper(random, 16)}`,
          sessionContext: {
            sessionIssuer: {
              type: 'Role',
              principalId: roleId,
              arn: `arn:aws:iam::${ACCOUNT}:role/service/${name}`,
              accountId: ACCOUNT,
              userName: name,
            },
            webIdFederationData: {},
            attributes: { creationDate: time, mfaAuthenticated: 'false' },
            ec2RoleDelivery: '2.0',
          },
        },
    agent: pick(random, AGENTS),
    address: `10.${Math.floor(random() * 4)}.${Math.floor(random() * 255)}.${Math.floor(random() * 255)}`,
    region: skewed(random, REGIONS),
    calls: Array.from({ length: 1 + Math.floor(random() * 6) }, () => Math.floor(random() ** 2 * CALLS.length)),
    mfa: false,
  }
}

interface Call {
  readonly source: string
  readonly name: string
  readonly readOnly: boolean
  readonly parameters: (random: Random) => unknown
  readonly response?: (random: Random) => unknown
  readonly more?: (random: Random) => Json
}

const nothing = (): null => null
const credentials = (random: Random): Json => ({
  accessKeyId: `ASIA${upper(random, 16)}`,
  sessionToken: Buffer.from(Array.from({ length: 90 }, () => Math.floor(random() * 256))).toString('base64'),
  expiration: 'Nov 20, 2026, 9:12:33 PM',
})

const CALLS: readonly Call[] = [
  {
    source: 'ec2.amazonaws.com',
    name: 'DescribeInstances',
    readOnly: true,
    parameters: () => ({
      maxResults: 1000,
      instancesSet: {},
      filterSet: {
        items: [{ name: 'instance-state-name', valueSet: { items: [{ value: 'running' }, { value: 'pending' }] } }],
      },
    }),
  },
  {
    source: 'sts.amazonaws.com',
    name: 'AssumeRole',
    readOnly: true,
    parameters: (random) => ({
      roleArn: `arn:aws:iam::${ACCOUNT}:role/service/app-${Math.floor(random() ** 2 * 200)}-execution-role`,
      roleSessionName: `session-${Math.floor(random() ** 2 * 2000)}`,
      durationSeconds: 3600,
    }),
    response: (random) => ({
      credentials: credentials(random),
      assumedRoleUser: {
        assumedRoleId: `AROA${upper(random, 17)}:session`,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/app/session`,
      },
    }),
  },
  {
    source: 'kms.amazonaws.com',
    name: 'Decrypt',
    readOnly: true,
    parameters: (random) => ({
      encryptionContext: {
        'aws:lambda:FunctionArn': `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:fn-${Math.floor(random() ** 2 * 100)}`,
      },
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    }),
    more: (random) => ({
      resources: [
        {
          accountId: ACCOUNT,
          type: 'AWS::KMS::Key',
          ARN: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0000000${Math.floor(random() * 8)}-1111-2222-3333-444455556666`,
        },
      ],
    }),
  },
  {
    source: 'ssm.amazonaws.com',
    name: 'GetParameter',
    readOnly: true,
    parameters: (random) => ({
      name: `/app/${Math.floor(random() ** 2 * 60)}/database/password`,
      withDecryption: true,
    }),
  },
  { source: 'monitoring.amazonaws.com', name: 'DescribeAlarms', readOnly: true, parameters: nothing },
  {
    source: 'autoscaling.amazonaws.com',
    name: 'DescribeAutoScalingGroups',
    readOnly: true,
    parameters: () => ({ maxRecords: 100 }),
  },
  {
    source: 'logs.amazonaws.com',
    name: 'CreateLogStream',
    readOnly: false,
    parameters: (random) => ({
      logGroupName: `/aws/lambda/fn-${Math.floor(random() ** 2 * 100)}`,
      logStreamName: `2026/11/20/[$LATEST]${hex(random, 32)}`,
    }),
  },
  {
    source: 'elasticloadbalancing.amazonaws.com',
    name: 'DescribeTargetHealth',
    readOnly: true,
    parameters: (random) => ({
      targetGroupArn: `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:targetgroup/app-${Math.floor(random() * 30)}/0123456789abcdef`,
    }),
  },
  {
    source: 'secretsmanager.amazonaws.com',
    name: 'GetSecretValue',
    readOnly: true,
    parameters: (random) => ({
      secretId: `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:app/${Math.floor(random() ** 2 * 80)}-AbCdEf`,
    }),
  },
  {
    source: 'ec2.amazonaws.com',
    name: 'DescribeSecurityGroups',
    readOnly: true,
    parameters: () => ({ maxResults: 1000, securityGroupSet: {}, securityGroupIdSet: {}, filterSet: {} }),
  },
  {
    source: 's3.amazonaws.com',
    name: 'GetBucketAcl',
    readOnly: true,
    parameters: (random) => ({
      bucketName: `bucket-${Math.floor(random() * 40)}`,
      Host: `bucket.s3.eu-west-1.amazonaws.com`,
      acl: '',
    }),
    more: (random) => ({
      additionalEventData: {
        SignatureVersion: 'SigV4',
        CipherSuite: 'TLS_AES_128_GCM_SHA256',
        bytesTransferredIn: 0,
        AuthenticationMethod: 'AuthHeader',
        'x-amz-id-2': Buffer.from(hex(random, 72)).toString('base64').slice(0, 76),
        bytesTransferredOut: 542,
      },
    }),
  },
  {
    source: 'lambda.amazonaws.com',
    name: 'GetFunction20150331v2',
    readOnly: true,
    parameters: (random) => ({ functionName: `fn-${Math.floor(random() ** 2 * 100)}` }),
  },
  { source: 'iam.amazonaws.com', name: 'ListRoles', readOnly: true, parameters: nothing },
  {
    source: 'ec2.amazonaws.com',
    name: 'RunInstances',
    readOnly: false,
    parameters: () => ({
      instancesSet: { items: [{ imageId: 'ami-0123456789abcdef0', minCount: 1, maxCount: 1 }] },
      instanceType: 'm6g.large',
      blockDeviceMapping: {},
      monitoring: { enabled: false },
      tagSpecificationSet: {
        items: [{ resourceType: 'instance', tags: [{ key: 'Name', value: 'worker "blue" {a}' }] }],
      },
    }),
    response: (random) => ({
      requestId: uuid(random),
      reservationId: `r-0${hex(random, 16)}`,
      instancesSet: {
        items: [
          {
            instanceId: `i-0${hex(random, 16)}`,
            currentState: { code: 0, name: 'pending' },
            privateIpAddress: '10.0.0.1',
          },
        ],
      },
    }),
  },
]

const eventOf = (random: Random, session: Session, time: string): Json => {
  const call = CALLS[pick(random, session.calls)] as Call
  const denied = random() < 0.02
  return {
    eventVersion: '1.10',
    userIdentity: session.identity,
    eventTime: time,
    eventSource: call.source,
    eventName: call.name,
    awsRegion: session.region,
    sourceIPAddress: session.address,
    userAgent: session.agent,
    ...(denied && { errorCode: 'AccessDenied', errorMessage: `User is not authorized to perform: ${call.name}` }),
    requestParameters: call.parameters(random),
    responseElements: denied ? null : (call.response?.(random) ?? null),
    ...call.more?.(random),
    requestID: uuid(random),
    eventID: uuid(random),
    readOnly: call.readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: `${call.source.split('.')[0]}.${session.region}.amazonaws.com`,
    },
  }
}

const HOSTILE = [
  '"eventName":"DeleteTrail"',
  '}{',
  '\\"',
  '{"userIdentity":{"type":"Root"}}',
  ']}',
  '\u202e',
  '\\u0022',
  '[[[',
  ',,,',
  '\n',
  '💥',
]

const SESSIONS = 120
/** A session lives for so many records on average: an hour of a task, a build, a function's environment. */
const RECORDS_PER_SESSION = 40
/** Who makes a call mostly makes the next one as well: pages of a list, a loop, a deployment. */
const BURST = 0.5
/** Ten thousand records in about ten minutes. */
const MOST_MS_BETWEEN = 120

/**
 * A busy account's log in the order in which CloudTrail delivers it: many sessions at once, a busy few making most calls, all of
 * them going on from one file to the next while new ones come and old ones end. A file covers minutes, so its times ascend.
 */
export class BusyAccount {
  readonly #random: Random
  readonly #isHostile: boolean
  readonly #sessions: Session[]
  #current = 0
  #now = Date.parse('2026-11-01T00:00:00Z')
  #records = 0

  /** `isHostile`: braces, quotes, escapes and field names in user agents, tags and nested parameters, put there by an attacker. */
  constructor(seed: number, isHostile = false) {
    this.#random = seeded(seed)
    this.#isHostile = isHostile
    this.#sessions = Array.from({ length: SESSIONS }, () => this.#newSession())
  }

  /** The next log file. */
  log(records: number): Buffer {
    return Buffer.from(`{"Records":[${this.part(records)}]}`)
  }

  /** The next records as they stand in a list, for a file too large for one string. */
  part(records: number): string {
    return Array.from({ length: records }, () => JSON.stringify(this.#next())).join(',')
  }

  #newSession(): Session {
    return sessionOf(this.#random, Math.floor(this.#random() ** 2 * 200), timeOf(this.#now))
  }

  #next(): Json {
    const random = this.#random
    this.#records += 1
    this.#now += random() * MOST_MS_BETWEEN
    if (this.#records % RECORDS_PER_SESSION === 0) this.#sessions[Math.floor(random() * SESSIONS)] = this.#newSession()
    if (random() > BURST) this.#current = Math.floor(random() ** 2.5 * SESSIONS)
    const session = this.#sessions[this.#current] ?? this.#newSession()
    const event = eventOf(random, session, timeOf(this.#now))
    return this.#isHostile ? hostile(event, random) : event
  }
}

const timeOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

const hostile = (event: Json, random: Random): Json => {
  const junk = Array.from({ length: 6 }, () => pick(random, HOSTILE)).join('')
  if (random() < 0.2) event['userAgent'] = `[${junk}]`
  if (random() < 0.5) {
    event['requestParameters'] = {
      tags: [{ key: junk, value: pick(random, HOSTILE) }],
      eventName: 'StopLogging',
      policyDocument: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: junk, Resource: '*' }] }),
      nested: { a: { b: { c: [junk, { d: junk }] } } },
    }
  }
  return event
}

export const gzipped = (plain: Buffer): Buffer => gzipSync(plain, { level: 6 })
