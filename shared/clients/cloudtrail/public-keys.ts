import { type CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail'
import { AwsCallError } from '../failure.ts'
import { readPages, tokenCursor } from '../pages.ts'

export const actions = ['cloudtrail:ListPublicKeys']

/** Backfilled digests are signed when they are made, so keys of an hour around are asked for as well. */
const AROUND_MS = 3_600_000

/** The public keys of one Region that were in use between two instants, by fingerprint: DER of PKCS#1 in base64. */
export const listPublicKeys = async (
  client: CloudTrailClient,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<ReadonlyMap<string, string>> => {
  const window = { StartTime: new Date(from.getTime() - AROUND_MS), EndTime: new Date(to.getTime() + AROUND_MS) }
  const { pages, cutShort } = await readPages(
    (NextToken) => client.send(new ListPublicKeysCommand(NextToken === undefined ? window : { ...window, NextToken })),
    (page) => tokenCursor(page.NextToken),
  )
  if (cutShort) {
    throw new AwsCallError(
      cutShort,
      `The public keys of CloudTrail could not be listed (${cutShort.code}): ${cutShort.reason} Without all of them nothing can be verified.`,
    )
  }
  return new Map(
    pages
      .flatMap(({ PublicKeyList }) => PublicKeyList ?? [])
      .flatMap(({ Fingerprint, Value }) =>
        Fingerprint === undefined || Value === undefined ? [] : [[Fingerprint, Buffer.from(Value).toString('base64')]],
      ),
  )
}
