import { describe, expect, it } from 'vitest'
import { type LastAccessedReport, reportsByPrincipal } from '#shared/facts/last-accessed.ts'
import { known } from '#shared/facts/known.ts'
import { suggestPolicies } from '#shared/jobs/suggest-policies.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { secondWitnessOf } from '#shared/suggestions/second-witness.ts'
import { accountWithRoles, allow, at, inlinePolicy, role } from '#test/support/facts.ts'
import { addCalls, newProfile } from '#test/support/usage.ts'

const arn = 'arn:aws:iam::111111111111:role/team/app'
const reportOf = (more: Partial<LastAccessedReport> = {}): LastAccessedReport => ({
  file: 'service-last-accessed/x.json',
  services: new Map(),
  ...more,
})
const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z', days: 91, logged: 91 }

describe('reportsByPrincipal', () => {
  const target = { arn, name: 'app', kind: 'role' } as const
  it.each([
    ['the Arn beside the answer', { principalArn: arn }, true],
    ['the Arn of somebody else, whatever the name', { principalArn: `${arn}2`, file: 'role-app.json' }, false],
    ['the ARN as a file name', { file: 'service-last-accessed/arn_aws_iam__111111111111_role_team_app.json' }, true],
    ['kind and name', { file: 'service-last-accessed/role-app.json' }, true],
    ['another kind', { file: 'service-last-accessed/user-app.json' }, false],
    ['a name alone', { file: 'service-last-accessed/app.json' }, false],
  ])('by %s', (_, more, found) => expect(reportsByPrincipal([reportOf(more)])(target) !== undefined).toBe(found))
})

describe('secondWitnessOf', () => {
  const services = new Map([
    [
      's3',
      {
        at: at('2026-02-01'),
        actions: new Map([
          ['s3:CreateBucket', at('2026-02-01')],
          ['s3:DeleteBucket', undefined],
        ]),
      },
    ],
    ['sqs', { actions: new Map() }],
    ['ec2', { at: at('2025-06-01'), actions: new Map() }],
  ])
  const of = (unused: readonly string[], seen: readonly string[] = []) => {
    const { confirmed, notTold, contradicted } = secondWitnessOf({
      report: reportOf({ services }),
      unused,
      seen: new Set(seen),
      window,
    })
    return { confirmed, notTold, contradicted: contradicted.map(({ what, inWindow }) => `${what} ${inWindow}`) }
  }

  it.each([
    ['an action that IAM never saw', ['s3:DeleteBucket'], [], { confirmed: 1, notTold: 0, contradicted: [] }],
    [
      'any action of a service that IAM never saw',
      ['sqs:SendMessage'],
      [],
      { confirmed: 1, notTold: 0, contradicted: [] },
    ],
    [
      'an action that IAM saw',
      ['s3:CreateBucket'],
      [],
      { confirmed: 0, notTold: 0, contradicted: ['s3:CreateBucket true'] },
    ],
    [
      'a refused one: IAM counts attempts',
      ['s3:CreateBucket'],
      ['s3:CreateBucket'],
      { confirmed: 0, notTold: 1, contradicted: [] },
    ],
    ['an action that IAM does not track', ['s3:GetObject'], [], { confirmed: 0, notTold: 1, contradicted: [] }],
    ['a service that IAM does not list', ['kms:Decrypt'], [], { confirmed: 0, notTold: 1, contradicted: [] }],
    [
      'a service as a whole, before the log',
      ['ec2:RunInstances'],
      [],
      { confirmed: 0, notTold: 1, contradicted: ['ec2 false'] },
    ],
    [
      'a service of which the log shows a call',
      ['ec2:RunInstances'],
      ['ec2:StopInstances'],
      { confirmed: 0, notTold: 1, contradicted: [] },
    ],
  ])('of %s', (_, unused, seen, word) => expect(of(unused, seen)).toEqual(word))
})

describe('a suggestion with a second witness', () => {
  const granted = role({
    grants: {
      inlinePolicies: [inlinePolicy('own', allow('dynamodb:DescribeTable', 'sqs:CreateQueue', 'iam:CreateUser'))],
      attachedPolicies: [],
    },
  })
  const suggestionWith = (createUser: Date | undefined) => {
    const profile = newProfile()
    addCalls(profile, { arn: granted.arn }, [{ action: 'dynamodb:DescribeTable' }])
    const reports = [
      reportOf({
        principalArn: granted.arn,
        services: new Map([
          ['sqs', { actions: new Map() }],
          ['iam', { at: at('2026-02-01'), actions: new Map([['iam:CreateUser', createUser]]) }],
        ]),
      }),
    ]
    const account = { ...accountWithRoles(granted), lastAccessed: known({ reports, failures: new Map() }) }
    return suggestPolicies({ account, profile, configuration: defaultConfiguration }).suggestions[0]
  }

  it('is as ready as before when IAM has seen no more than the log', () => {
    const found = suggestionWith(undefined)
    expect(found?.verdict).toBe('ready')
    expect(found?.removed?.secondWitness).toMatchObject({ confirmed: 2, notTold: 0, contradicted: [] })
    expect(found?.proof.assumptions.join(' ')).toContain('counts refused attempts')
  })

  it('is to be reviewed when IAM saw what the log does not show', () => {
    const found = suggestionWith(at('2026-02-01'))
    expect(found?.verdict).toBe('review')
    expect(found?.reasons).toEqual([
      'IAM says that iam:CreateUser was last asked for on 2026-02-01, and the log does not show it: it would go.',
    ])
  })
})
