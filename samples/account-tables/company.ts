// Harbourline, a freight forwarder of some 400 people: one AWS organization, of which `prod-eu` is the account that earns the money.

export const ACCOUNT_ID = '123456789012'
export const ALIAS = 'harbourline-prod-eu'
export const COLLECTED_AT = '2026-11-20T06:00:00Z'
export const REPORT_GENERATED_AT = '2026-11-20T05:58:12Z'
/** The first day of which the CloudTrail files are in the sample. */
export const ACTIVITY_FROM = '2026-08-22'

export const MANAGEMENT_ACCOUNT = '222222222222'
export const SECURITY_ACCOUNT = '244444444444'
export const STAGING_ACCOUNT = '255555555555'
/** A monitoring vendor: a stranger to the organization, known to its people (`knownAccounts` in credaudit.yaml). */
export const SKYLARK_ACCOUNT = '266666666666'
/** A freight exchange that won a tender in 2022; nobody remembers it. */
export const FREIGHTVIEW_ACCOUNT = '299999999999'
export const ORGANIZATION_ID = 'o-h4rb0url1n'

export const ORGANIZATION_ACCOUNTS: readonly { id: string; name: string; state: string; joined: string }[] = [
  { id: MANAGEMENT_ACCOUNT, name: 'harbourline-management', state: 'ACTIVE', joined: '2019-03-04' },
  { id: ACCOUNT_ID, name: 'prod-eu', state: 'ACTIVE', joined: '2019-03-11' },
  { id: '233333333333', name: 'log-archive', state: 'ACTIVE', joined: '2021-05-18' },
  { id: SECURITY_ACCOUNT, name: 'security-tooling', state: 'ACTIVE', joined: '2021-05-18' },
  { id: STAGING_ACCOUNT, name: 'staging-eu', state: 'ACTIVE', joined: '2020-01-20' },
  { id: '277777777777', name: 'prod-uk', state: 'SUSPENDED', joined: '2020-09-02' },
]

export const HOME_REGION = 'eu-central-1'
export const arnOf = (resource: string, account = ACCOUNT_ID): string => `arn:aws:iam::${account}:${resource}`
export const regional = (service: string, resource: string, region = HOME_REGION): string =>
  `arn:aws:${service}:${region}:${ACCOUNT_ID}:${resource}`

/** Addresses of the documentation ranges (RFC 5737, RFC 3849). */
export const OFFICE = '203.0.113.24'
export const DATA_CENTRE = '203.0.113.201'
export const HOME_OFFICES = ['198.51.100.14', '198.51.100.83', '198.51.100.142'] as const
