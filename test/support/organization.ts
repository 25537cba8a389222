import type { AccountCard } from '#shared/organization/account-card.ts'
import { type MemberAccount, memberAccountsOf } from '#shared/organization/member-account.ts'
import { type OrganizationFacts, organizationFactsOf } from '#shared/organization/organization-facts.ts'

/** Cards of the accounts from one number to another. */
export const cardsOf = (from: number, to: number, card: (number: number) => Partial<AccountCard>) =>
  Object.fromEntries(Array.from({ length: to - from + 1 }, (_, index) => [from + index, card(from + index)]))

/** Account ids that say their number. */
export const idOf = (number: number): string => String(number).padStart(12, '0')

export const cardOf = (id: string, more: Partial<AccountCard> = {}): AccountCard => ({
  schemaVersion: 1,
  account: { id, partition: 'aws', alias: null },
  assessedAt: '2026-11-20T06:05:00.000Z',
  report: `s3://bucket/reports/${id}/20261120T060500Z.json`,
  summary: {
    verdict: 'Nothing to report.',
    findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    notAssessed: 0,
  },
  worst: [],
  news: [],
  root: { password: 'absent', accessKeys: 'absent', signingCertificates: 'absent', mfa: 'absent' },
  trail: 'present',
  identityProviders: 1,
  consoleUsers: 0,
  activeAccessKeys: 0,
  administrators: 1,
  keyHolders: [],
  trusts: [],
  leftOut: 0,
  organization: null,
  ...more,
})

const MANAGEMENT = idOf(1)

export const organizationOf = (more: Partial<NonNullable<AccountCard['organization']>> = {}) => ({
  id: 'o-exampleorgid',
  managementAccountId: MANAGEMENT,
  delegatedAdministrators: [],
  rootCredentialsManagement: true,
  rootSessions: true,
  serviceControlPolicies: 1,
  resourceControlPolicies: 0,
  ...more,
})

interface Setting {
  /** What differs from a calm account, by its number. */
  readonly cards?: Readonly<Record<number, Partial<AccountCard>>>
  readonly states?: Readonly<Record<number, string>>
  readonly failures?: Readonly<Record<number, string>>
  /** What root has in accounts that failed. */
  readonly roots?: Readonly<Record<number, AccountCard['root']>>
  /** Active accounts that left no card. */
  readonly silent?: readonly number[]
  readonly organization?: AccountCard['organization']
  readonly cutShort?: string
}

/** `count` accounts, all audited and calm but for what the setting says; the first is the management account. */
export const organizationFacts = (count: number, setting: Setting = {}): OrganizationFacts => {
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  const accounts: readonly MemberAccount[] = memberAccountsOf(
    numbers.map((number) => ({
      Id: idOf(number),
      Name: `account-${number}`,
      State: setting.states?.[number] ?? 'ACTIVE',
    })),
  )
  const failed = new Set([...(setting.silent ?? []), ...Object.keys(setting.failures ?? {}).map(Number)])
  const organization = setting.organization === undefined ? organizationOf() : setting.organization
  const cards = new Map(
    numbers
      .filter((number) => !failed.has(number) && (setting.states?.[number] ?? 'ACTIVE') === 'ACTIVE')
      .map((number) => {
        const own = number === 1 ? { organization } : {}
        return [idOf(number), cardOf(idOf(number), { ...own, ...setting.cards?.[number] })]
      }),
  )
  const failures = Object.entries(setting.failures ?? {}).map(([number, reason]) => ({
    account: idOf(Number(number)),
    reason,
    root: setting.roots?.[Number(number)],
  }))
  const cutShort = setting.cutShort ?? null
  return organizationFactsOf(
    { schemaVersion: 1, run: 'run-1', listedAt: '2026-11-20T06:00:00.000Z', accounts, cutShort },
    cards,
    failures,
  )
}
