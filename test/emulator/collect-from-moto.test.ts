import { IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { EvidenceRunResult } from '#shared/clients/collect-evidence.ts'
import { parseAccount } from '#shared/evidence/parse-account.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import type { Known } from '#shared/facts/known.ts'
import { auditAccount } from '#shared/jobs/audit-account.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { collectLive } from './collect-live.ts'
import { startFakeAws } from './fake-aws.ts'
import type { FakeAnswers, FakeAws } from './fake-aws.ts'
import { HOSTILE_NAMES, PASSWORD_ONLY, TWO_KEYS, WITH_MFA, fillAccount } from './fill-account.ts'
import { emulatorVariables, startMoto } from '#infra/emulator/start-moto.ts'
import type { Emulator } from '#infra/emulator/start-moto.ts'
import { reportWithRoot, whatMotoLacks } from './what-moto-lacks.ts'

const EVERYBODY = [PASSWORD_ONLY, WITH_MFA, TWO_KEYS, ...HOSTILE_NAMES]
const valueOf = <T>(fact: Known<T> | undefined): T => {
  if (fact?.state === 'known') return fact.value
  throw new Error(`Unknown: ${fact?.reason ?? 'nothing there'}`)
}
const userOf = (account: AccountFacts, name: string) => {
  const user = valueOf(account.users).find((one) => one.name === name)
  if (user === undefined) throw new Error(`There is no user ${name}.`)
  return user
}
const useEndpoint = (endpoint: string): void => {
  for (const [name, value] of Object.entries(emulatorVariables(endpoint))) vi.stubEnv(name, value)
}

let moto: Emulator
beforeAll(async () => {
  moto = await startMoto()
  useEndpoint(moto.endpoint)
  await fillAccount(new IAMClient({}))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await moto.stop()
})

describe('moto alone', () => {
  let run: EvidenceRunResult
  let account: AccountFacts
  beforeAll(async () => {
    useEndpoint(moto.endpoint)
    run = await collectLive([...EVERYBODY, 'nobody'])
    account = parseAccount(run.files, { now: new Date() })
  })

  it('is read by the same code that reads a folder', () => {
    expect(valueOf(account.id)).toBe('123456789012')
    expect(account).toMatchObject({ partition: 'aws', alias: 'wonderland' })
    expect(valueOf(account.users).map(({ name }) => name)).toEqual(expect.arrayContaining(EVERYBODY))
    expect(valueOf(account.groups).map(({ name }) => name)).toEqual(['admins'])
    expect(valueOf(account.passwordPolicy)).toMatchObject({ minimumLength: 8, requireSymbols: false })
    expect(valueOf(account.organization)).toBe('none')
    expect(valueOf(account.trails)).toEqual([])
  })

  it.each(HOSTILE_NAMES)('has the key of the user %s, with its id', (name) => {
    const keys = valueOf(userOf(account, name).accessKeys)
    expect(keys).toMatchObject([{ status: 'active', accessKeyId: expect.stringMatching(/^AKIA/) }])
  })

  it('has two keys of one user, the password of another and the device of a third', () => {
    expect(
      valueOf(userOf(account, TWO_KEYS).accessKeys)
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['active', 'inactive'])
    expect(valueOf(userOf(account, PASSWORD_ONLY).password).state).toBe('set')
    expect(valueOf(userOf(account, TWO_KEYS).password).state).toBe('none')
    expect(valueOf(userOf(account, WITH_MFA).mfaDevices)).toMatchObject([{ mfaKind: 'virtual' }])
    expect(valueOf(userOf(account, PASSWORD_ONLY).mfaDevices)).toEqual([])
    expect(valueOf(account.virtualMfaDevices)).toHaveLength(2)
  })

  it('has roles with what authorization details leave out', () => {
    const role = valueOf(account.roles).find(({ name }) => name === 'open-to-all')
    expect(role).toMatchObject({
      maxSessionDuration: { state: 'known', value: 43200 },
      description: 'line one\nline two',
    })
  })

  it('records what moto does not know, and who was not there, instead of an empty answer', () => {
    expect(new Set(run.errors.map(({ evidence, user = '' }) => `${evidence} ${user}`.trim()))).toEqual(
      new Set([
        'access-analyzers',
        'access-keys nobody',
        'delegation-requests',
        'organization',
        'organizations-features',
        'outbound-web-identity-federation',
        'service-specific-credentials',
      ]),
    )
    expect(account.analyzers.state).toBe('unknown')
    expect(account.organizationFeatures.state).toBe('unknown')
  })

  it('writes no secret, though moto lists the seeds of virtual devices', () => {
    const written = run.files.map(({ bytes }) => new TextDecoder().decode(bytes)).join('\n')
    expect(written).not.toMatch(/Base32StringSeed|QRCodePNG|SecretAccessKey|wJalrXUtnFEMI/)
  })

  it('is judged', () => {
    const { document } = auditAccount({
      files: run.files,
      configuration: defaultConfiguration,
      now: new Date(),
      version: 'test',
    })
    expect(document.findings.map(({ subject }) => subject.name)).toEqual(expect.arrayContaining(['open-to-all']))
    expect(document.notAssessed.length).toBeGreaterThan(0)
  })
})

describe('moto, with what it lacks from our own server', () => {
  let answers: FakeAnswers
  let fake: FakeAws
  let run: EvidenceRunResult
  let account: AccountFacts
  beforeAll(async () => {
    answers = new Map([...whatMotoLacks, ...reportWithRoot(new Date())])
    fake = await startFakeAws(answers, moto.endpoint)
    useEndpoint(fake.endpoint)
    run = await collectLive([PASSWORD_ONLY])
    account = parseAccount(run.files, { now: new Date() })
  })
  afterAll(async () => fake.stop())

  it('says which is which', () => {
    expect(new Set(fake.answered)).toEqual(new Set(answers.keys()))
    expect(fake.forwarded).toEqual(
      expect.arrayContaining([
        'iam:GenerateCredentialReport',
        'iam:GetAccountAuthorizationDetails',
        'iam:ListAccessKeys',
        'cloudtrail:DescribeTrails',
        'organizations:DescribeOrganization',
        'sts:GetCallerIdentity',
      ]),
    )
  })

  it('has nothing left to complain of but the organization that is not there', () => {
    expect(run.errors).toMatchObject([{ evidence: 'organization', code: 'AWSOrganizationsNotInUse' }])
  })

  it('has the root user, with its key and without MFA', () => {
    const root = valueOf(account.root)
    expect(valueOf(root.mfaActive)).toBe(false)
    expect(valueOf(root.accessKeys)).toMatchObject([{ status: 'active' }])
  })

  it('has the service-specific credentials of all users, from two pages', () => {
    const of = (name: string) => valueOf(userOf(account, name).serviceSpecificCredentials)
    expect(of(PASSWORD_ONLY)).toMatchObject([{ credentialId: 'ACCAEXAMPLE1', serviceName: 'bedrock.amazonaws.com' }])
    expect(of('constructor')).toMatchObject([{ credentialId: 'ACCAEXAMPLE2' }])
    expect(of(TWO_KEYS)).toEqual([])
  })

  it('has analyzers, their findings, central root management and outbound federation', () => {
    expect(valueOf(account.analyzers)).toMatchObject([{ name: 'all', region: 'us-east-1' }])
    expect(valueOf(account.analyzerFindings)).toMatchObject([{ id: 'f-1', findingType: 'ExternalAccess' }])
    expect(valueOf(account.organizationFeatures)).toEqual({ rootCredentialsManagement: false, rootSessions: true })
    expect(valueOf(account.outboundFederation)).toEqual({ enabled: false })
    expect(valueOf(account.delegationRequests)).toEqual([])
  })
})
