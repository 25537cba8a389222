import { MetricUnit } from '@aws-lambda-powertools/metrics'
import { OrganizationsClient } from '@aws-sdk/client-organizations'
import { S3Client } from '@aws-sdk/client-s3'
import { readEnvironment } from '#functions/_lambda/environment.ts'
import { lambda, logger, metrics } from '#functions/_lambda/lambda.ts'
import { clientConfigurationOf } from '#shared/clients/audit-clients.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { readObject, writeObject } from '#shared/clients/evidence-bucket.ts'
import { listAccounts } from '#shared/clients/list-accounts.ts'
import { type AccountListing, itemsOf, parseListing, serialiseListing } from '#shared/organization/account-listing.ts'
import { memberAccountsOf } from '#shared/organization/member-account.ts'
import { runPlaces } from '#shared/organization/run-places.ts'
import { parseListRequest } from './request.ts'

const environment = readEnvironment()
const { bucket } = environment
const own = clientConfigurationOf({ region: environment.region, maxAttempts: 10 })
const s3 = new S3Client(own)
const organizations = new OrganizationsClient(own)

export interface ListAnswer {
  readonly run: string
  /** Key of the list for the ItemReader. */
  readonly items: string
  readonly accounts: number
  readonly toAudit: number
}

const readListing = async (key: string): Promise<AccountListing | undefined> => {
  const found = await readObject(s3, { bucket, key })
  return found.state === 'found' ? parseListing(found.bytes, `s3://${bucket}/${key}`) : undefined
}

const makeListing = async (run: string, key: string): Promise<AccountListing> => {
  const { accounts, cutShort } = await listAccounts(organizations)
  if (cutShort !== undefined) logger.warn('The list of accounts is not whole.', { ...cutShort })
  const listing: AccountListing = {
    schemaVersion: 1,
    run,
    listedAt: systemClock.now().toISOString(),
    accounts: memberAccountsOf(accounts),
    cutShort: cutShort?.reason ?? null,
  }
  const content = { bytes: serialiseListing(listing), contentType: 'application/json' }
  const { state } = await writeObject(s3, { bucket, key }, content, { kind: 'absent' })
  return state === 'written' ? listing : ((await readListing(key)) ?? listing)
}

/** A run lists once: who comes again, after a timeout or to resume, gets the same list. */
const work = async (event: unknown): Promise<ListAnswer> => {
  const { run } = parseListRequest(event)
  const places = runPlaces(run)
  const listing = (await readListing(places.listing)) ?? (await makeListing(run, places.listing))
  await writeObject(s3, { bucket, key: places.items }, { bytes: itemsOf(listing), contentType: 'application/x-ndjson' })
  const toAudit = listing.accounts.filter(({ standing }) => standing === 'audit').length
  metrics.addMetric('AccountsListed', MetricUnit.Count, listing.accounts.length)
  return { run, items: places.items, accounts: listing.accounts.length, toAudit }
}

export const handler = lambda(work)
