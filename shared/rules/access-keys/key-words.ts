import type { AccessKey, LastUse } from '#shared/facts/credential.ts'
import { isoDate } from '#shared/facts/instant.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { knownOr } from '#shared/facts/known.ts'

/** How a person finds the key: by its id where known, else by the report's slot. */
export const keyLabel = (key: AccessKey): string =>
  key.accessKeyId === undefined
    ? `Access key ${key.slot ?? '(slot unknown)'} of ${key.owner.name}`
    : `Access key ${key.accessKeyId} of ${key.owner.name}`

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
