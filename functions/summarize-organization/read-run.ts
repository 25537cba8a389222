import type { S3Client } from '@aws-sdk/client-s3'
import { readObject } from '#shared/clients/evidence-bucket.ts'
import { AwsCallError } from '#shared/clients/failure.ts'
import { readObjects } from '#shared/clients/read-objects.ts'
import type { AccountCard } from '#shared/organization/account-card.ts'
import { type AccountFailure, parseFailure } from '#shared/organization/account-failure.ts'
import { type AccountListing, parseListing } from '#shared/organization/account-listing.ts'
import { failedFilesOf, failuresOf } from '#shared/organization/map-results.ts'
import { type OrganizationFacts, organizationFactsOf } from '#shared/organization/organization-facts.ts'
import { parseAccountCard } from '#shared/organization/parse-account-card.ts'
import { pruneCards } from '#shared/organization/prune-cards.ts'
import { runPlaces } from '#shared/organization/run-places.ts'
import type { SummaryRequest } from './request.ts'

const readListing = async (s3: S3Client, bucket: string, key: string): Promise<AccountListing> => {
  const found = await readObject(s3, { bucket, key })
  if (found.state === 'found') return parseListing(found.bytes, `s3://${bucket}/${key}`)
  throw new Error(`s3://${bucket}/${key} is not there: the run has no list of accounts. Start a new run.`)
}

/** Workers that ended without a word of their own, as the ResultWriter has them. */
const failedWorkers = async (s3: S3Client, { manifest }: SummaryRequest): Promise<readonly AccountFailure[]> => {
  if (manifest === undefined) return []
  const found = await readObject(s3, manifest)
  const files = found.state === 'found' ? (failedFilesOf(found.bytes) ?? []) : []
  const failures = await readObjects(s3, manifest.bucket, files, (bytes) =>
    bytes === undefined ? [] : failuresOf(bytes),
  )
  return failures.flat()
}

// What is not there gives the client's budget of retries nothing back: so many it survives even if all are missing.
const AT_ONCE = 100
const TIMES = 3
const THROTTLED: ReadonlySet<string> = new Set(['SlowDown', 'ServiceUnavailable', 'InternalError', 'RequestTimeout'])

/** One card in thousands that a throttled bucket refuses to the end must not cost the summary: its part is read once more. */
const withFreshClients = async <T>(
  newS3: () => S3Client,
  read: (s3: S3Client) => Promise<T>,
  left = TIMES,
): Promise<T> =>
  read(newS3()).catch((error: unknown) => {
    const isWorthIt = left > 1 && error instanceof AwsCallError && THROTTLED.has(error.code)
    if (!isWorthIt) throw error
    return withFreshClients(newS3, read, left - 1)
  })

type Read<Kept> = (bytes: Uint8Array | undefined, key: string) => Kept | undefined

/** Some at a time, with a client of their own; those that are not there, or of no use, are left out. */
async function* readInParts<Kept>(
  newS3: () => S3Client,
  bucket: string,
  keys: readonly string[],
  use: Read<Kept>,
): AsyncGenerator<readonly Kept[]> {
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    const part = keys.slice(from, from + AT_ONCE)
    const read = await withFreshClients(newS3, (s3) => readObjects(s3, bucket, part, use))
    yield read.filter((kept) => kept !== undefined)
  }
}

/** Of each part only what the report can show is kept. `told` accounts have no news any more. */
const readCards = async (
  newS3: () => S3Client,
  bucket: string,
  { run, accounts }: AccountListing,
  told: ReadonlySet<string>,
) => {
  const places = runPlaces(run)
  const ids = accounts.filter(({ standing }) => standing === 'audit').map(({ id }) => id)
  const parse: Read<AccountCard> = (bytes, key) =>
    bytes === undefined ? undefined : parseAccountCard(bytes, key.slice(-17, -5))
  let cards: readonly AccountCard[] = []
  for await (const part of readInParts(newS3, bucket, ids.map(places.cardOf), parse)) {
    const found = part.map((card) => (told.has(card.account.id) ? { ...card, news: [] } : card))
    cards = pruneCards([...cards, ...found])
  }
  return new Map(cards.map((card) => [card.account.id, card]))
}

const readFailures = async (
  newS3: () => S3Client,
  bucket: string,
  listing: AccountListing,
  done: ReadonlySet<string>,
): Promise<readonly AccountFailure[]> => {
  const places = runPlaces(listing.run)
  const open = listing.accounts.filter(({ id, standing }) => standing === 'audit' && !done.has(id))
  const keys = open.map(({ id }) => places.failureOf(id))
  const parse: Read<AccountFailure> = (bytes) => (bytes === undefined ? undefined : parseFailure(bytes))
  const failures: AccountFailure[] = []
  for await (const part of readInParts(newS3, bucket, keys, parse)) failures.push(...part)
  return failures
}

/** All that the workers of a run left. What a worker itself wrote goes before what the state machine says of it. */
export const readRun = async (
  newS3: () => S3Client,
  bucket: string,
  request: SummaryRequest,
  told: ReadonlySet<string>,
): Promise<OrganizationFacts> => {
  const s3 = newS3()
  const listing = await readListing(s3, bucket, runPlaces(request.run).listing)
  const cards = await readCards(newS3, bucket, listing, told)
  const failures = await readFailures(newS3, bucket, listing, new Set(cards.keys()))
  return organizationFactsOf(listing, cards, [...(await failedWorkers(s3, request)), ...failures])
}
