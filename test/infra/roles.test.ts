import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalActionOf } from '#shared/catalogue/actions.ts'
import { actionsOf, parseTemplate, statementsOf } from './cloudformation.ts'
import type { RoleResource } from './cloudformation.ts'
import { actionsOfImports, clientFiles, readClientModule } from './declared-actions.ts'
import type { ClientModule } from './declared-actions.ts'

const modules = await Promise.all(clientFiles.map(readClientModule))
const sorted = (actions: readonly string[]): readonly string[] => [...new Set(actions)].sort()

const collectorFolders = /^(access-analyzer|cloudtrail|cloudwatch|iam|organizations)\//
// Asked on a laptop, for one question or one trail: no function of the stack calls them.
const askedOnly = new Set(['cloudtrail/lookup-events.ts', 'cloudtrail/public-keys.ts', 'iam/service-last-accessed.ts'])
const isCollector = ({ file }: ClientModule): boolean =>
  (collectorFolders.test(file) && !askedOnly.has(file)) || file === 'caller.ts'

// What Lambda itself needs of a function's role: its log stream, and the queue for runs that failed.
const logging = ['logs:CreateLogStream', 'logs:PutLogEvents']
const runtime = ['logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage']

const IAM = new URL('../../infra/iam/', import.meta.url)
const textOf = (file: string): string => readFileSync(new URL(file, IAM), 'utf8')
const rolesIn = (file: string): readonly RoleResource[] =>
  Object.values(parseTemplate(textOf(file)).Resources).filter(({ Type }) => Type === 'AWS::IAM::Role')

/** Which client files each role's function uses, and what else it may do. */
const roles: readonly {
  readonly file: string
  readonly uses: (module: ClientModule) => boolean
  readonly besides: readonly string[]
}[] = [
  {
    file: 'audit-account.yml',
    uses: (module) =>
      isCollector(module) ||
      ['assume-role.ts', 'evidence-bucket.ts', 'topic.ts', 'topic-subscriptions.ts'].includes(module.file),
    besides: runtime,
  },
  {
    file: 'fold-activity.yml',
    uses: ({ file }) =>
      [
        'athena/read-result.ts',
        'athena/run-query.ts',
        'evidence-bucket.ts',
        'profile-bucket.ts',
        'trail-bucket.ts',
      ].includes(file),
    besides: [...runtime, 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
  },
  {
    file: 'list-accounts.yml',
    uses: ({ file }) => ['list-accounts.ts', 'evidence-bucket.ts'].includes(file),
    besides: logging,
  },
  { file: 'member-role.yml', uses: (module) => isCollector(module) && !module.organizationOnly, besides: [] },
  {
    file: 'notify-slack.yml',
    uses: ({ file }) => ['secret.ts', 'evidence-bucket.ts', 'dead-letter-queue.ts'].includes(file),
    besides: logging,
  },
  {
    file: 'suggest-policies.yml',
    uses: ({ file }) => ['caller.ts', 'evidence-bucket.ts', 'topic.ts'].includes(file),
    besides: runtime,
  },
  {
    file: 'summarize-organization.yml',
    uses: ({ file }) => ['caller.ts', 'evidence-bucket.ts', 'topic.ts'].includes(file),
    besides: logging,
  },
  {
    file: 'watch-credentials.yml',
    uses: ({ file }) => ['evidence-bucket.ts', 'topic.ts'].includes(file),
    besides: runtime,
  },
]

describe('client files', () => {
  it.each(modules.filter(({ file }) => actionsOfImports(file).length > 0))(
    '$file declares the actions of the commands that it imports',
    ({ file, actions }) => {
      expect(actions).toEqual(expect.arrayContaining([...actionsOfImports(file)]))
    },
  )

  // An action without a command of its own, and why it is needed all the same.
  const withoutCommand = new Map([
    ['s3:ListBucket', 'an absent object answers 403 without it'],
    ['kms:Decrypt', 'encrypted bucket or topic'],
    ['kms:GenerateDataKey', 'encrypted bucket or topic'],
    ['glue:GetDatabase', 'Athena reads the table as whoever asks'],
    ['glue:GetTable', 'Athena reads the table as whoever asks'],
    ['s3:GetBucketLocation', 'Athena looks where the buckets are as whoever asks'],
    ['s3:PutObject', 'Athena writes the result as whoever asks'],
    ['s3:AbortMultipartUpload', 'Athena writes the result as whoever asks'],
    ['s3:ListMultipartUploadParts', 'Athena writes the result as whoever asks'],
  ])
  it.each(modules.filter(({ actions }) => actions !== undefined))(
    '$file declares nothing that it does not call',
    ({ file, actions = [] }) => {
      const called = new Set(actionsOfImports(file))
      expect(actions.filter((action) => !called.has(action) && !withoutCommand.has(action))).toEqual([])
    },
  )

  it('change nothing in IAM', () => {
    const changing = modules
      .flatMap(({ actions = [] }) => actions)
      .filter((action) =>
        /^(iam|organizations):(?!Get|List|Describe|Simulate|GenerateCredentialReport$|GenerateServiceLastAccessedDetails$)/.test(
          action,
        ),
      )
    expect(changing).toEqual([])
  })
})

describe.each(roles)('$file', ({ file, uses, besides }) => {
  const [role] = rolesIn(file)
  const allowed = role === undefined ? [] : actionsOf(role)

  it('allows exactly what its clients declare', () => {
    const declared = modules.filter(uses).flatMap(({ actions = [] }) => actions)
    expect(sorted(allowed)).toEqual(sorted([...declared, ...besides]))
  })

  it('names each action once, as the catalogue writes it', () => {
    expect(allowed.filter((action) => canonicalActionOf(action) !== action)).toEqual([])
    expect(allowed).toHaveLength(new Set(allowed).size)
  })

  it('has no wildcard resource for anything that writes, reads objects or assumes roles', () => {
    const wide = (role === undefined ? [] : statementsOf(role)).filter(({ Resource }) => Resource === '*')
    const actions = wide.flatMap(({ Action }) => Action)
    expect(actions.filter((action) => !/:(Get|List|Describe)|^iam:GenerateCredentialReport$/.test(action))).toEqual([])
    expect(actions.filter((action) => /^(s3|kms|secretsmanager|sns|sqs):/.test(action))).toEqual([])
  })

  it('spells the effect and names whom it trusts', () => {
    const trust = role?.Properties.AssumeRolePolicyDocument.Statement ?? []
    expect(trust.map(({ Effect, Action }) => [Effect, Action])).toEqual([['Allow', 'sts:AssumeRole']])
    expect((role === undefined ? [] : statementsOf(role)).every(({ Effect }) => Effect === 'Allow')).toBe(true)
  })
})

it('root is assumed only where that is wanted, for the task of auditing its credentials', () => {
  const policies = Object.values(parseTemplate(textOf('../root-audit.yml')).Resources)
  expect(policies.map(({ Condition }) => Condition)).toEqual(['AuditsRoot'])
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument?.Statement ?? [])
  const declared = modules.filter(({ file }) => file === 'assume-root.ts').flatMap(({ actions = [] }) => actions)
  expect(statements.flatMap(({ Action }) => Action)).toEqual(declared)
  expect(JSON.stringify(statements)).toMatch(/sts:TaskPolicyArn.*policy\/root-task\/IAMAuditRootUserCredentials/)
})

it("AWS's checks of suggested policies are asked for only where that is wanted", () => {
  const policies = Object.values(parseTemplate(textOf('../live-checks.yml')).Resources)
  expect(policies.map(({ Condition }) => Condition)).toEqual(['ChecksPolicies'])
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument?.Statement ?? [])
  const declared = modules.filter(({ file }) => file.startsWith('policy-checks/'))
  expect(sorted(statements.flatMap(({ Action }) => Action))).toEqual(
    sorted(declared.flatMap(({ actions = [] }) => actions)),
  )
})

it('when services were last used is asked only where that is wanted, here and in members', () => {
  const declared = modules.filter(({ file }) => file === 'iam/service-last-accessed.ts')
  for (const file of ['../last-accessed.yml', 'member-role.yml']) {
    const added = Object.values(parseTemplate(textOf(file)).Resources).filter(
      ({ Type }) => Type === 'AWS::IAM::RolePolicy',
    )
    expect(added.map(({ Condition }) => Condition)).toEqual(['AsksLastAccessed'])
    const statements = added.flatMap(({ Properties }) => Properties.PolicyDocument?.Statement ?? [])
    expect(statements.flatMap(({ Action }) => Action)).toEqual(declared.flatMap(({ actions = [] }) => actions))
  }
})

const ADD_ON = 'collect-last-accessed.yml'

it('the add-on for service last accessed allows the calls of its client, and nothing else', () => {
  const policies = Object.values(parseTemplate(textOf(ADD_ON)).Resources)
  expect(policies.map(({ Type }) => Type)).toEqual(['AWS::IAM::ManagedPolicy'])
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument?.Statement ?? [])
  const declared = modules.filter(({ file }) => file === 'iam/service-last-accessed.ts')
  expect(statements.flatMap(({ Action }) => Action)).toEqual(declared.flatMap(({ actions = [] }) => actions))
})

it('every role file is held to its clients', () => {
  const files = readdirSync(IAM).filter((name) => name.endsWith('.yml') && name !== ADD_ON)
  expect(files).toEqual(roles.map(({ file }) => file))
})

it('no role names a partition', () => {
  expect(readdirSync(IAM).filter((name) => textOf(name).includes('arn:aws'))).toEqual([])
})
