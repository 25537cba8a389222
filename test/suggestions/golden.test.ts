import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { LogFold } from '#shared/activity/log-fold.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import { known } from '#shared/facts/known.ts'
import { suggestPolicies } from '#shared/jobs/suggest-policies.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import type { PolicySuggestion } from '#shared/suggestions/policy-suggestion.ts'
import { account, role, user } from '#test/support/facts.ts'

const folder = new URL('../fixtures/golden-suggestions/', import.meta.url)
const ACCOUNT = '111122223333'
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`

const entity = z.strictObject({
  name: z.string(),
  path: z.string(),
  instanceProfiles: z.optional(z.array(z.string())),
})
const golden = z.strictObject({
  about: z.string(),
  events: z.array(z.record(z.string(), z.unknown())),
  roles: z.optional(z.array(entity)),
  users: z.optional(z.array(entity)),
  expect: z.unknown(),
})
type Golden = z.infer<typeof golden>

const identity = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:job',
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/app/job`,
  accountId: ACCOUNT,
  sessionContext: {
    sessionIssuer: { type: 'Role', principalId: 'AROAEXAMPLE', arn: ROLE, accountId: ACCOUNT, userName: 'app' },
  },
}

const wholeEvent = (event: Golden['events'][number], index: number) => ({
  eventVersion: '1.11',
  eventTime: new Date(Date.UTC(2026, 0, 1 + index, 9)).toISOString().replace('.000', ''),
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  eventID: `event-${index}`,
  awsRegion: 'eu-west-1',
  recipientAccountId: ACCOUNT,
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2',
  ...event,
  userIdentity: { ...identity, ...(typeof event['userIdentity'] === 'object' ? event['userIdentity'] : {}) },
})

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text))
}

const inAccount = (arn: string): string => arn.replace(/\d{12}/u, ACCOUNT)

const accountOf = ({ roles = [], users = [] }: Golden) =>
  account({
    id: known(ACCOUNT),
    roles: known(
      roles.map(({ name, path, instanceProfiles = [] }) => {
        const profiles = instanceProfiles.map((profile) => ({
          arn: `arn:aws:iam::${ACCOUNT}:instance-profile/${profile}`,
          name: profile,
        }))
        const made = role({ name, path, instanceProfiles: profiles })
        return { ...made, arn: inAccount(made.arn) }
      }),
    ),
    users: known(
      users.map(({ name, path }) => user({ name, path, arn: `arn:aws:iam::${ACCOUNT}:user${path}${name}` })),
    ),
  })

const suggestionOf = async (file: Golden): Promise<PolicySuggestion | undefined> => {
  // Record by record: the policy is what is tried here.
  const fold = new LogFold({ requestsOf, reading: 'exact' })
  await fold.add({ name: 'log.json', bytes: bytesOf(JSON.stringify({ Records: file.events.map(wholeEvent) })) })
  const { suggestions } = suggestPolicies({
    account: accountOf(file),
    profile: fold.profile(),
    configuration: defaultConfiguration,
    principals: [ROLE],
  })
  return suggestions[0]
}

const readCase = (name: string): Golden => z.parse(golden, JSON.parse(readFileSync(new URL(name, folder), 'utf8')))

describe('golden suggestions', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  it.each(files)('%s', async (name) => {
    const file = readCase(name)
    const found = await suggestionOf(file)
    if (found === undefined) throw new Error('The events are not of the role app.')
    const { policies, denied, unmapped, proof } = found
    expect({
      statements: policies.flatMap(({ document }) => document.Statement),
      denied: denied.map(({ action }) => action),
      unmapped: unmapped.map(({ eventName }) => eventName),
      notCovered: proof.notCovered.length,
      wider: proof.wider.length,
    }).toEqual(file.expect)
  })
})

interface RecordCase {
  readonly record: Record<string, unknown>
  readonly expect: { readonly requests: readonly unknown[] }
}

/** The catalogue's golden records, each as the only thing that a principal ever did. */
describe('every golden record', () => {
  const records = new URL('../fixtures/golden/', import.meta.url)
  const topics = readdirSync(records, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const cases = topics.flatMap(({ name }) => readdirSync(new URL(`${name}/`, records)).map((file) => `${name}/${file}`))
  it.each(cases.sort())('is covered: %s', async (name) => {
    const { record, expect: wanted }: RecordCase = JSON.parse(readFileSync(new URL(name, records), 'utf8'))
    // Only `resources[]` has another spelling there than CloudTrail's own.
    const found = await suggestionOf({ about: name, events: [{ ...record, userIdentity: {} }], expect: {} })
    const { notCovered = [], wider = [], deniedNowAllowed = [] } = found?.proof ?? {}
    // What is no call at all leaves no principal behind.
    expect(found === undefined).toBe(found === undefined && wanted.requests.length === 0)
    expect(notCovered.filter(({ reason }) => !reason.startsWith('Which role is in'))).toEqual([])
    expect(wider.filter(({ named }) => !named)).toEqual([])
    expect(deniedNowAllowed).toEqual([])
  })
})
