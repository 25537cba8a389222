import { BOTO, FIREFOX, OLD_CLI } from './agents.ts'
import { ACCOUNT_ID } from './company.ts'
import { hostileUsers } from './hostile-users.ts'
import { SIGN_IN, type Traffic, call, iam, item, s3Object } from './traffic.ts'

const INTRUDER = '198.51.100.77'
const denied = (user: string, action: string, resource = '*') =>
  [
    'AccessDenied',
    `User: arn:aws:iam::${ACCOUNT_ID}:user/${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  ] as const

/** Users with names that bite, made in one night with the key of `terraform` from an address that is not ours. */
const oddNames = hostileUsers
  .filter(({ created }) => created.startsWith('2026-09-18'))
  .map(({ name, path = '/', created }): Traffic => ({
    name: `odd name ${name}`,
    who: { user: 'terraform', key: 'state' },
    from: '198.51.100.230',
    agent: BOTO,
    when: { instants: [created] },
    calls: [iam('CreateUser', { userName: name, path })],
  }))

/** What strangers did, or tried: guesses, a key that leaked, a key that had slept, users made in the night. */
export const intrusions: readonly Traffic[] = [
  ...oddNames,
  {
    name: 'root from abroad',
    who: { root: 'console' },
    from: INTRUDER,
    agent: FIREFOX,
    when: { instants: ['2026-11-09T02:47:10Z'] },
    calls: [
      {
        ...SIGN_IN,
        region: 'us-east-1',
        response: { ConsoleLogin: 'Failure' },
        more: { errorMessage: 'Failed authentication' },
      },
    ],
  },
  {
    name: 'guessing',
    who: { stranger: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    from: INTRUDER,
    agent: FIREFOX,
    when: {
      instants: ['2026-11-09T02:31:04Z', '2026-11-09T02:31:19Z', '2026-11-09T02:31:33Z', '2026-11-09T02:31:50Z'],
    },
    calls: [
      {
        ...SIGN_IN,
        response: { ConsoleLogin: 'Failure' },
        more: { errorMessage: 'No username found in supplied account' },
      },
    ],
  },
  {
    name: 'guessing sofia',
    who: { stranger: 'sofia.lindqvist' },
    from: INTRUDER,
    agent: FIREFOX,
    when: {
      instants: Array.from({ length: 12 }, (_, n) => `2026-11-09T02:3${3 + Math.floor(n / 5)}:${10 + (n % 5) * 9}Z`),
    },
    calls: [{ ...SIGN_IN, response: { ConsoleLogin: 'Failure' }, more: { errorMessage: 'Failed authentication' } }],
  },
  {
    name: 'dormant key wakes',
    who: { user: 'svc-report-export', key: 'cron' },
    from: INTRUDER,
    agent: BOTO,
    when: { instants: ['2026-11-17T03:22:41Z'] },
    calls: [
      call('sts', 'GetCallerIdentity', undefined, { region: 'us-east-1' }),
      call('s3', 'ListBuckets', undefined, {
        region: 'us-east-1',
        error: denied('service/svc-report-export', 's3:ListAllMyBuckets'),
      }),
      iam('ListUsers', undefined, {
        error: denied('service/svc-report-export', 'iam:ListUsers', 'arn:aws:iam::123456789012:user/'),
      }),
      s3Object('GetObject', 'harbourline-reports', 'monthly/2026-10/summary.csv'),
      item('Scan', 'reports'),
    ],
  },
  {
    name: 'last cron of the export',
    who: { user: 'svc-report-export', key: 'cron' },
    from: '192.0.2.77',
    agent: OLD_CLI,
    when: { instants: ['2026-08-23T01:15:00Z', '2026-08-24T01:15:00Z'] },
    calls: [s3Object('GetObject', 'harbourline-reports', 'daily/{day}.csv')],
  },
  {
    name: 'warehouse',
    who: { user: 'svc-warehouse-sync', key: 'scanner' },
    from: '203.0.113.140',
    agent: OLD_CLI,
    when: { days: 'weekdays', at: ['05:45'], spread: 20, to: '2026-10-07' },
    calls: [s3Object('PutObject', 'harbourline-warehouse', 'scans/{day}/{hex}.json')],
  },
  {
    name: 'leaked key tried',
    who: { user: 'svc-warehouse-sync', key: 'scanner' },
    from: '198.51.100.230',
    agent: BOTO,
    when: { instants: ['2026-10-08T11:52:09Z'] },
    calls: [
      call('sts', 'GetCallerIdentity', undefined, { region: 'us-east-1' }),
      call('s3', 'ListBuckets', undefined, { region: 'us-east-1' }),
      call(
        'ec2',
        'RunInstances',
        {
          instancesSet: { items: [{ imageId: 'ami-00000000000000000', minCount: 20, maxCount: 20 }] },
          instanceType: 'p5.48xlarge',
        },
        {
          region: 'us-west-2',
          error: [
            'Client.UnauthorizedOperation',
            'You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/service/svc-warehouse-sync is not authorized to perform: ec2:RunInstances with an explicit deny in an identity-based policy',
          ],
        },
      ),
    ],
  },
  {
    name: 'quarantine',
    who: { service: 'AWS Internal' },
    from: 'AWS Internal',
    agent: 'AWS Internal',
    when: { instants: ['2026-10-08T11:49:31Z'] },
    calls: [
      iam('AttachUserPolicy', {
        userName: 'svc-warehouse-sync',
        policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3',
      }),
    ],
  },
  {
    name: 'odd names refused',
    who: { user: 'tom.bauer', key: 'old-laptop' },
    from: '198.51.100.230',
    agent: BOTO,
    when: { instants: ['2026-09-18T22:12:49Z'] },
    calls: [
      iam(
        'CreateUser',
        { userName: '=cmd' },
        { error: denied('people/tom.bauer', 'iam:CreateUser', `arn:aws:iam::${ACCOUNT_ID}:user/=cmd`) },
      ),
    ],
  },
  {
    name: 'slack export',
    who: { user: 'slack-export', key: 'only' },
    from: '198.51.100.230',
    agent: '<script>alert(1)</script> =HYPERLINK("http://evil.example")',
    when: { instants: ['2026-09-19T00:02:11Z', '2026-10-03T00:04:57Z'] },
    calls: [call('s3', 'ListBuckets', undefined, { region: 'us-east-1' })],
  },
]
