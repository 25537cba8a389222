import type { AccessKey, LastUse } from '#shared/facts/credential.ts'
import { isoDate } from '#shared/facts/instant.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { knownOr } from '#shared/facts/known.ts'
import { awsCommand } from '../command.ts'

/** The key without its owner: its id where known, else the report's slot. */
export const keyName = (key: AccessKey): string => key.accessKeyId ?? String(key.slot ?? '(slot unknown)')

/** How a person finds the key. */
export const keyLabel = (key: AccessKey): string => `Access key ${keyName(key)} of ${key.owner.name}`

export const lastUseWords = (lastUse: LastUse): string => {
  if (lastUse.state === 'unknown') return `last use unknown (${lastUse.reason})`
  if (lastUse.state === 'never-or-not-tracked') return 'never used as far as IAM tracked'
  const where = [lastUse.service, lastUse.region].filter((part) => part !== undefined).join(', ')
  return `last used ${isoDate(lastUse.at)}${where === '' ? '' : ` (${where})`}`
}

export const keyEvidence = (key: AccessKey): Readonly<Record<string, JsonValue>> => {
  const createdAt = knownOr(key.createdAt, undefined)
  return {
    status: key.status,
    createdAt: createdAt?.toISOString() ?? null,
    lastUse: lastUseWords(key.lastUsed),
    lastUsedAt: key.lastUsed.state === 'used' ? key.lastUsed.at.toISOString() : null,
    ...(key.slot === undefined ? {} : { reportSlot: key.slot }),
  }
}

/** Several keys of one user, each with its own facts. */
export const keysEvidence = (keys: readonly AccessKey[]): Readonly<Record<string, JsonValue>> => ({
  accessKeys: keys.map((key) => ({ accessKey: keyName(key), ...keyEvidence(key) })),
})

/** The report has no key ids: where the id is not known, the first command finds it. */
const withKeyId = (
  key: AccessKey,
  command: (options: Readonly<Record<string, string>>) => string,
): readonly string[] => [
  ...(key.accessKeyId === undefined ? [awsCommand('iam list-access-keys', { 'user-name': key.owner.name })] : []),
  command({ 'user-name': key.owner.name, 'access-key-id': key.accessKeyId ?? 'ACCESS_KEY_ID' }),
]

export const deactivateKeyCommands = (key: AccessKey): readonly string[] =>
  withKeyId(key, (options) => awsCommand('iam update-access-key', { ...options, status: 'Inactive' }))

export const deleteKeyCommands = (key: AccessKey): readonly string[] =>
  withKeyId(key, (options) => awsCommand('iam delete-access-key', options))

/** Looks, and changes nothing: for keys that somebody still needs. */
export const lastUseCommands = (key: AccessKey): readonly string[] =>
  withKeyId(key, (options) =>
    awsCommand('iam get-access-key-last-used', { 'access-key-id': options['access-key-id'] ?? 'ACCESS_KEY_ID' }),
  )
