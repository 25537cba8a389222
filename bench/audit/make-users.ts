import { ACCOUNT_ID, NOW } from './account-id.ts'
import type { Chance } from './chance.ts'

export interface MadeKey {
  readonly id: string
  readonly active: boolean
  readonly created: string
  readonly lastUsed: string | undefined
}
export interface MadeUser {
  readonly name: string
  readonly arn: string
  readonly created: string
  readonly password: { readonly lastUsed: string | undefined; readonly changed: string } | undefined
  readonly mfa: boolean
  readonly keys: readonly MadeKey[]
}

const END = Date.parse(NOW)
const between = (chance: Chance, from: number): number => from + chance.below(Math.max(1, (END - from) / 1000)) * 1000
const written = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}+00:00`

const makeKey = (chance: Chance, userCreated: number): MadeKey => {
  const created = between(chance, userCreated)
  return {
    id: chance.id('AKIA', 16),
    active: chance.percent(85),
    created: written(created),
    lastUsed: chance.percent(80) ? written(between(chance, created)) : undefined,
  }
}

/** Half of the users are people with a password, the others machines with one key or two. */
export const makeUser = (chance: Chance, n: number): MadeUser => {
  const created = END - chance.below(2500 * 86_400) * 1000
  const person = chance.percent(50)
  const changed = between(chance, created)
  const name = `${person ? 'person' : 'service'}-${String(n).padStart(5, '0')}`
  return {
    name,
    arn: `arn:aws:iam::${ACCOUNT_ID}:user/${name}`,
    created: written(created),
    password: person
      ? { changed: written(changed), lastUsed: chance.percent(90) ? written(between(chance, changed)) : undefined }
      : undefined,
    mfa: person && chance.percent(80),
    keys: Array.from({ length: person ? Number(chance.percent(20)) : 1 + Number(chance.percent(25)) }, () =>
      makeKey(chance, created),
    ),
  }
}

const HEADER =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated'
const NO_KEY = ['false', 'N/A', 'N/A', 'N/A', 'N/A']

const keyColumns = (key: MadeKey | undefined): readonly string[] => {
  if (key === undefined) return NO_KEY
  const use = key.lastUsed === undefined ? ['N/A', 'N/A', 'N/A'] : [key.lastUsed, 'eu-central-1', 's3']
  return [String(key.active), key.created, ...use]
}

const row = ({ name, arn, created, password, mfa, keys }: MadeUser): string =>
  [
    name,
    arn,
    created,
    ...(password === undefined
      ? ['false', 'N/A', 'N/A', 'N/A']
      : ['true', password.lastUsed ?? 'no_information', password.changed, 'N/A']),
    String(mfa),
    ...keyColumns(keys[0]),
    ...keyColumns(keys[1]),
    'false',
    'N/A',
    'false',
    'N/A',
  ].join(',')

const ROOT = `<root_account>,arn:aws:iam::${ACCOUNT_ID}:root,2019-03-11T08:02:55+00:00,not_supported,2025-01-09T07:11:26+00:00,not_supported,not_supported,true,${[...NO_KEY, ...NO_KEY].join(',')},false,N/A,false,N/A`

/** The credential report of these users. */
export const reportOf = (users: readonly MadeUser[]): string => [HEADER, ROOT, ...users.map(row)].join('\n')
