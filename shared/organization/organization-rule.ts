import type { JsonValue } from '#shared/facts/json.ts'
import type { Severity } from '#shared/findings/finding.ts'
import type { Outcome } from '#shared/rules/outcome.ts'
import type { OrganizationFacts } from './organization-facts.ts'

/** Judges accounts beside each other, from their cards; what one account shows by itself the rules of `shared/rules` judge. */
export interface OrganizationRule {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly rationale: string
  readonly remediation: string
  readonly judge: (facts: OrganizationFacts, context: OrganizationContext) => readonly OrganizationVerdict[]
}

export interface OrganizationContext {
  /** Accounts outside of the organization that are meant to be trusted. */
  readonly knownAccounts: readonly string[]
}

export interface OrganizationVerdict {
  readonly subject: OrganizationSubject
  readonly outcome: Outcome
}

export interface OrganizationSubject {
  readonly type: 'organization' | 'member-account' | 'person' | 'outside-account'
  /** What the finding's id is made of. */
  readonly identity: string
  readonly name: string
}

export const wholeOrganization = ({ organization }: OrganizationFacts): OrganizationSubject => ({
  type: 'organization',
  identity: 'organization',
  name: organization?.id ?? 'the organization',
})

export const accountSubject = ({ id, name }: { readonly id: string; readonly name: string }): OrganizationSubject => ({
  type: 'member-account',
  identity: id,
  name: name === '' ? id : `${name} (${id})`,
})

/** Ids in a finding's evidence: the first, and how many there are. */
export const someIds = (ids: readonly string[]): Readonly<Record<string, JsonValue>> => ({
  accounts: ids.slice(0, 50),
  accountCount: ids.length,
})

/** How far the gap reaches, at the beginning of a sentence. */
export const inAccounts = (count: number): string => (count === 1 ? 'In 1 account' : `In ${count} accounts`)
