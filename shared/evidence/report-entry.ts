import { isRootArn, parseArn } from '#shared/facts/arn.ts'
import type { LastUse, Password } from '#shared/facts/credential.ts'
import type { Known } from '#shared/facts/known.ts'
import { plausibleUse } from './plausible-use.ts'
import type { Place } from './reading.ts'
import {
  accessKeysOf,
  certificatesOf,
  passwordOf,
  type ReportCertificate,
  type ReportKey,
} from './report-credentials.ts'
import { flagOf, instantOf, lastUseOf, type ReportRow, sentinelOf } from './report-row.ts'

export const ROOT_NAME = '<root_account>'

/** What the report tells of one user, or of root. */
export interface ReportEntry {
  readonly arn: string
  readonly name: string
  readonly place: Place
  readonly createdAt: Known<Date>
  readonly password: Known<Password>
  /** For root, whose `password_enabled` often is `not_supported`, this is told all the same. */
  readonly passwordLastUsed: LastUse
  readonly mfaActive: Known<boolean>
  readonly accessKeys: Known<readonly ReportKey[]>
  readonly certificates: Known<readonly ReportCertificate[]>
  readonly additionalCredentials?: string
}

const additionalOf = (row: ReportRow): string | undefined => {
  const text = row.cell('additional_credentials_info')?.trim()
  return text === undefined || sentinelOf(text) !== undefined ? undefined : text
}

export const entryOf = (row: ReportRow, arn: string, name: string): ReportEntry => {
  const additional = additionalOf(row)
  const createdAt = instantOf(row, 'user_creation_time')
  const password = passwordOf(row)
  const checked = (use: LastUse): LastUse =>
    plausibleUse(row.reading, use, createdAt, { what: 'The password', place: row.place })
  const isSet = password.state === 'known' && password.value.state === 'set'
  const lastUsed = checked(
    isSet ? password.value.lastUsed : lastUseOf(row, 'password_last_used', ['no_information', 'N/A']),
  )
  return {
    arn,
    name,
    place: row.place,
    createdAt,
    password: isSet ? { state: 'known', value: { ...password.value, lastUsed } } : password,
    passwordLastUsed: lastUsed,
    mfaActive: flagOf(row, 'mfa_active'),
    accessKeys: accessKeysOf(row),
    certificates: certificatesOf(row),
    ...(additional !== undefined && { additionalCredentials: additional }),
  }
}

/** Names that IAM lets a user have; anything else in the column is a row that has slipped. */
const isUserName = (name: string): boolean => /^[\w+=,.@-]{1,64}$/u.test(name)

/** Why a row's name and ARN cannot belong together; undefined when they do. */
export const identityFault = (name: string, arn: string): readonly [code: string, reason: string] | undefined => {
  if (name === ROOT_NAME) {
    return isRootArn(arn)
      ? undefined
      : ['impossible-root', `the user is ${ROOT_NAME}, but the ARN is ${JSON.stringify(arn)}`]
  }
  if (isRootArn(arn)) return ['impossible-root', `the ARN is root's, but the user is ${JSON.stringify(name)}`]
  if (!isUserName(name)) return ['impossible-name', `IAM allows no user of the name ${JSON.stringify(name)}`]
  const resource = parseArn(arn)?.resource
  if (resource === undefined) return ['impossible-arn', `${JSON.stringify(arn)} is not an ARN`]
  const matches = resource.startsWith('user/') && resource.endsWith(`/${name}`)
  return matches
    ? undefined
    : ['name-arn-mismatch', `the user is ${JSON.stringify(name)}, but the ARN is ${JSON.stringify(arn)}`]
}
