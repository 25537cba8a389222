/** Where the parts of one run over the organization lie in the bucket. */
export interface RunPlaces {
  readonly listing: string
  readonly items: string
  readonly told: string
  readonly cardOf: (accountId: string) => string
  readonly failureOf: (accountId: string) => string
}

// The name of a Step Functions execution: 1 to 80 characters, of which these are safe in a key as well.
const RUN = /^[A-Za-z0-9_-]{1,80}$/

export const isRunName = (run: string): boolean => RUN.test(run)

export const runPlaces = (run: string): RunPlaces => {
  const folder = `organization/${run}`
  return {
    listing: `${folder}/listing.json`,
    items: `${folder}/accounts.jsonl`,
    told: `${folder}/told.json`,
    cardOf: (accountId) => `${folder}/accounts/${accountId}.json`,
    failureOf: (accountId) => `${folder}/not-audited/${accountId}.json`,
  }
}
