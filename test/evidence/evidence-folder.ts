import { readdirSync, readFileSync } from 'node:fs'
import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import type { Known } from '#shared/facts/known.ts'
import type { User } from '#shared/facts/principal.ts'

export const NOW = new Date('2026-04-01T12:00:00Z')
export const ID = '111111111111'

export const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
] as const

export type Row = Readonly<Record<string, string>>

/** A user without password, keys, certificates and MFA. */
export const userRow = (name: string, more: Row = {}): Row => ({
  user: name,
  arn: `arn:aws:iam::${ID}:user/${name}`,
  user_creation_time: '2025-01-01T00:00:00+00:00',
  password_enabled: 'false',
  password_last_used: 'N/A',
  password_last_changed: 'N/A',
  password_next_rotation: 'N/A',
  mfa_active: 'false',
  access_key_1_active: 'false',
  access_key_1_last_rotated: 'N/A',
  access_key_1_last_used_date: 'N/A',
  access_key_1_last_used_region: 'N/A',
  access_key_1_last_used_service: 'N/A',
  access_key_2_active: 'false',
  access_key_2_last_rotated: 'N/A',
  access_key_2_last_used_date: 'N/A',
  access_key_2_last_used_region: 'N/A',
  access_key_2_last_used_service: 'N/A',
  cert_1_active: 'false',
  cert_1_last_rotated: 'N/A',
  cert_2_active: 'false',
  cert_2_last_rotated: 'N/A',
  ...more,
})

export const rootRow = (more: Row = {}): Row =>
  userRow('<root_account>', {
    arn: `arn:aws:iam::${ID}:root`,
    password_enabled: 'not_supported',
    password_last_used: '2026-01-01T00:00:00+00:00',
    password_last_changed: 'not_supported',
    password_next_rotation: 'not_supported',
    mfa_active: 'true',
    ...more,
  })

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

const cell = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export const csvText = (rows: readonly Row[], columns: readonly string[] = COLUMNS): string =>
  [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','))].join('\n')

export const file = (name: string, content: string | object): EvidenceFile => ({
  name,
  bytes: bytesOf(typeof content === 'string' ? content : JSON.stringify(content)),
})

export const reportFile = (...rows: readonly Row[]): EvidenceFile => file('credential-report.csv', csvText(rows))

export const accountFile = (more: object = {}): EvidenceFile =>
  file('account.json', { schemaVersion: 1, id: ID, partition: 'aws', collectedAt: '2026-04-01T11:00:00Z', ...more })

export const userDetail = (name: string, more: object = {}): object => ({
  Path: '/',
  UserName: name,
  UserId: `AIDA${name.toUpperCase()}`,
  Arn: `arn:aws:iam::${ID}:user/${name}`,
  CreateDate: '2025-01-01T00:00:00+00:00',
  UserPolicyList: [],
  GroupList: [],
  AttachedManagedPolicies: [],
  Tags: [],
  ...more,
})

export const detailsFile = (more: object): EvidenceFile =>
  file('account-authorization-details.json', {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [],
    Policies: [],
    ...more,
  })

export const valueOf = <T>(fact: Known<T>): T => {
  if (fact.state === 'known') return fact.value
  throw new Error(`not known: ${fact.reason}`)
}

export const reasonOf = (fact: { readonly state: string; readonly reason?: string }): string | undefined =>
  fact.state === 'unknown' ? fact.reason : undefined

export const userOf = (account: AccountFacts, name: string): User => {
  const user = valueOf(account.users).find((candidate) => candidate.name === name)
  if (user === undefined) throw new Error(`no user ${name}`)
  return user
}

export const namesOf = (account: AccountFacts): readonly string[] => valueOf(account.users).map(({ name }) => name)

export const codesOf = (account: { readonly problems: AccountFacts['problems'] }): readonly string[] =>
  account.problems.map(({ code }) => code)

export const folder = (path: string): readonly EvidenceFile[] =>
  readdirSync(path)
    .filter((name) => name.endsWith('.json') || name.endsWith('.csv'))
    .map((name) => ({ name, bytes: readFileSync(`${path}/${name}`) }))
