import { root } from '#samples/account-tables/root.ts'
import { passwordPolicy } from '#samples/account-tables/settings.ts'
import type { SampleUser } from '#samples/account-tables/table.ts'
import { rootArn, userArn, users } from './account.ts'
import { addDays, instant, zulu } from './instants.ts'
import { keyLastUse, passwordLastUse, rootPasswordLastUse } from './last-use.ts'

const KEY_SLOTS = [0, 1] as const
const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...KEY_SLOTS.flatMap((slot) =>
    ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map(
      (column) => `access_key_${slot + 1}_${column}`,
    ),
  ),
  ...KEY_SLOTS.flatMap((slot) => ['active', 'last_rotated'].map((column) => `cert_${slot + 1}_${column}`)),
]

const NONE = 'N/A'
const csvField = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const passwordColumns = (user: SampleUser): readonly string[] => {
  if (user.password === undefined) return ['false', NONE, NONE, NONE]
  const changed = instant(user.password.changed)
  const lastUse = passwordLastUse(user.name, user.password.lastUse)
  return [
    'true',
    lastUse === undefined ? 'no_information' : zulu(lastUse.at),
    zulu(changed),
    zulu(addDays(changed, passwordPolicy.MaxPasswordAge)),
  ]
}

const keyColumns = (user: SampleUser): readonly string[] =>
  KEY_SLOTS.flatMap((slot) => {
    const key = user.keys?.[slot]
    if (key === undefined) return ['false', NONE, NONE, NONE, NONE]
    const lastUse = keyLastUse(user, key)
    return [
      String(key.active),
      zulu(instant(key.created)),
      lastUse === undefined ? NONE : zulu(lastUse.at),
      lastUse?.region ?? NONE,
      lastUse?.service ?? NONE,
    ]
  })

const certificateColumns = (user: SampleUser): readonly string[] =>
  KEY_SLOTS.flatMap((slot) => {
    const certificate = user.certificates?.[slot]
    return certificate === undefined
      ? ['false', NONE]
      : [String(certificate.active), zulu(instant(certificate.uploaded))]
  })

const userRow = (user: SampleUser): readonly string[] => [
  user.name,
  userArn(user.name),
  zulu(instant(user.created)),
  ...passwordColumns(user),
  String((user.mfa ?? []).length > 0),
  ...keyColumns(user),
  ...certificateColumns(user),
]

const rootRow = (): readonly string[] => {
  const lastUse = rootPasswordLastUse(root.passwordLastUse)
  return [
    '<root_account>',
    rootArn,
    zulu(instant(root.created)),
    'not_supported',
    lastUse === undefined ? 'no_information' : zulu(lastUse.at),
    'not_supported',
    'not_supported',
    String(root.mfa.length > 0),
    ...KEY_SLOTS.flatMap(() => ['false', NONE, NONE, NONE, NONE]),
    ...KEY_SLOTS.flatMap(() => ['false', NONE]),
  ]
}

/** LF between rows and no line end after the last, as IAM sends it. */
export const credentialReport = (): string =>
  [COLUMNS, rootRow(), ...users.map(userRow)].map((row) => row.map(csvField).join(',')).join('\n')
