import type { S3Client } from '@aws-sdk/client-s3'
import type { Environment } from '#functions/_lambda/environment.ts'
import { readObject, writeObject } from '#shared/clients/evidence-bucket.ts'
import type { AccountCard } from '#shared/organization/account-card.ts'
import { type AccountFailure, serialiseFailure } from '#shared/organization/account-failure.ts'
import { parseAccountCard, serialiseAccountCard } from '#shared/organization/parse-account-card.ts'
import { runPlaces } from '#shared/organization/run-places.ts'

export interface CardTools {
  readonly s3: S3Client
  readonly environment: Environment
}

const contentType = 'application/json'

/** The account's card, where an earlier worker of the same run has finished with it. */
export const readCard = async (
  { s3, environment }: CardTools,
  run: string,
  accountId: string,
): Promise<AccountCard | undefined> => {
  const found = await readObject(s3, { bucket: environment.bucket, key: runPlaces(run).cardOf(accountId) })
  return found.state === 'found' ? parseAccountCard(found.bytes, accountId) : undefined
}

export const writeCard = async ({ s3, environment }: CardTools, run: string, card: AccountCard): Promise<void> => {
  const place = { bucket: environment.bucket, key: runPlaces(run).cardOf(card.account.id) }
  await writeObject(s3, place, { bytes: serialiseAccountCard(card), contentType })
}

export const writeFailure = async (
  { s3, environment }: CardTools,
  run: string,
  failure: AccountFailure,
): Promise<void> => {
  const place = { bucket: environment.bucket, key: runPlaces(run).failureOf(failure.account) }
  await writeObject(s3, place, { bytes: serialiseFailure(failure), contentType })
}
