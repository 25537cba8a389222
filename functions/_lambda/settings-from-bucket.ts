import type { S3Client } from '@aws-sdk/client-s3'
import { readObject } from '#shared/clients/evidence-bucket.ts'
import type { Exception } from '#shared/findings/exceptions.ts'
import { type AuditConfiguration, defaultConfiguration } from '#shared/rules/configuration.ts'
import type { Environment } from './environment.ts'

const MOST_BYTES = 1_000_000

const textAt = async (s3: S3Client, bucket: string, key: string): Promise<string | undefined> => {
  const found = await readObject(s3, { bucket, key }, MOST_BYTES)
  return found.state === 'absent' ? undefined : new TextDecoder().decode(found.bytes)
}

/** The rules, whose ids are checked, and what reads YAML: loaded only where people have put something into the bucket. */
const loadRules = async () => (await import('#shared/rules/index.ts')).allRules

export const readConfiguration = async (
  s3: S3Client,
  { bucket, configurationKey }: Pick<Environment, 'bucket' | 'configurationKey'>,
): Promise<AuditConfiguration> => {
  const text = await textAt(s3, bucket, configurationKey)
  if (text === undefined) return defaultConfiguration
  const { parseConfiguration } = await import('#shared/rules/parse-configuration.ts')
  return parseConfiguration(text, configurationKey, await loadRules())
}

export const readExceptions = async (
  s3: S3Client,
  { bucket, exceptionsKey }: Pick<Environment, 'bucket' | 'exceptionsKey'>,
  now: Date,
): Promise<readonly Exception[]> => {
  const text = await textAt(s3, bucket, exceptionsKey)
  if (text === undefined) return []
  const { parseExceptions } = await import('#shared/findings/parse-exceptions.ts')
  return parseExceptions(text, { fileName: exceptionsKey, rules: await loadRules(), now })
}
