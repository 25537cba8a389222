import { accountOfArn } from '#shared/facts/arn.ts'
import type { Statement } from '#shared/facts/policy.ts'
import type { Role } from '#shared/facts/principal.ts'
import { compiledStatementsOf } from './compiled-document.ts'
import { sharedIssuerOf } from './shared-oidc-issuers.ts'
import type { SharedIssuer } from './shared-oidc-issuers.ts'
import { admitsPullRequests, subjectWidthOf } from './subject-width.ts'
import type { SubjectWidth } from './subject-width.ts'
import { restricts, trustConditionsOf } from './trust-conditions.ts'
import type { RequiredValue, TrustConditions } from './trust-conditions.ts'
import { demandsOfDenials, isClosed, speaksOfComingIn } from './trust-denials.ts'
import { comesInBy, lacksClaims } from './trust-entrance.ts'
import { partiesOf, textsOf } from './trusted-party.ts'
import type { TrustedParty } from './trusted-party.ts'

/** One party that one statement of a role's trust policy lets in. */
export interface TrustGrant {
  readonly statementIndex: number
  readonly sid?: string | undefined
  readonly party: TrustedParty
  /** The sts actions allowed, as written. */
  readonly actions: readonly string[]
  readonly conditions: TrustConditions
}

const partiesOfStatement = ({ principal, notPrincipal }: Statement): readonly TrustedParty[] => {
  if (principal !== undefined) return partiesOf(principal)
  return notPrincipal === undefined ? [] : [{ kind: 'everyone-but', principals: textsOf(notPrincipal) }]
}

const grantsOfStatement = (statement: Statement, all: readonly Statement[]): readonly TrustGrant[] => {
  if (statement.effect !== 'Allow' || !speaksOfComingIn(statement) || isClosed(statement, all)) return []
  const conditions = trustConditionsOf([...statement.conditions, ...demandsOfDenials(statement, all)])
  const { index, sid } = statement
  const actions = statement.actions ?? (statement.notActions ?? []).map((action) => `not ${action}`)
  const parties = partiesOfStatement(statement).filter(
    (party) => comesInBy(party, statement) && !lacksClaims(party, conditions.required),
  )
  return parties.map((party) => ({
    statementIndex: index,
    sid,
    party,
    actions,
    conditions,
  }))
}

const memory = new WeakMap<Role, readonly TrustGrant[]>()

/** Who can assume the role, by which statement and under which conditions; empty for a trust policy that cannot be read. */
export const trustGrantsOf = (role: Role): readonly TrustGrant[] => {
  const known = memory.get(role)
  if (known !== undefined) return known
  const statements = compiledStatementsOf(role.trustPolicy).map(({ source }) => source)
  const grants = statements.flatMap((statement) => grantsOfStatement(statement, statements))
  memory.set(role, grants)
  return grants
}

const ownAccounts = new WeakMap<Role, string>()

/** Every principal asks every strong role, so a role's ARN is taken apart once. */
const ownAccountOf = (role: Role): string => {
  const known = ownAccounts.get(role)
  if (known !== undefined) return known
  const account = accountOfArn(role.arn) ?? ''
  ownAccounts.set(role, account)
  return account
}

/** The grants by which a user or role of the role's own account may come in, if its own policies let it. */
export const grantsToPrincipal = (role: Role, principalArn: string): readonly TrustGrant[] =>
  trustGrantsOf(role).filter(({ party }) => {
    if (party.kind === 'anyone') return true
    if (party.kind === 'everyone-but') return !party.principals.includes(principalArn)
    if (party.kind === 'principal') return party.arn === principalArn
    return party.kind === 'account' && party.accountId !== '' && party.accountId === ownAccountOf(role)
  })

/** What an OIDC trust asks of the token. */
export interface OidcTrust {
  readonly issuer: string
  /** The issuer serves many customers and this key tells them apart; undefined for an issuer of one's own. */
  readonly shared?: SharedIssuer
  /** The tenancy claim is compared, and not with a bare wildcard; or the subject is one that belongs to one customer. */
  readonly tenancyChecked: boolean
  readonly subject?: RequiredValue
  readonly subjectWidth: SubjectWidth
  readonly admitsPullRequests: boolean
  readonly audience?: RequiredValue
}

const required = (conditions: TrustConditions, key: string): RequiredValue | undefined => {
  const found = conditions.required.filter((value) => value.key.toLowerCase() === key.toLowerCase())
  return found.find(restricts) ?? found[0]
}

/** Undefined for a grant that is not to an OIDC provider. */
export const oidcTrustOf = ({ party, conditions }: TrustGrant): OidcTrust | undefined => {
  if (party.kind !== 'oidc') return undefined
  const shared = sharedIssuerOf(party.issuer)
  const subject = required(conditions, `${party.issuer}:sub`)
  const audience = required(conditions, `${party.issuer}:aud`)
  const tenancy = required(conditions, shared?.tenancyKey ?? `${party.issuer}:sub`)
  return {
    issuer: party.issuer,
    ...(shared && { shared }),
    tenancyChecked:
      (tenancy !== undefined && restricts(tenancy) && !isOpenSubject(party.issuer, tenancy)) ||
      (subject !== undefined && restricts(subject) && subjectWidthOf(party.issuer, subject) === 'exact'),
    ...(subject && { subject }),
    subjectWidth: subject === undefined ? 'anyone' : subjectWidthOf(party.issuer, subject),
    admitsPullRequests: subject !== undefined && admitsPullRequests(subject),
    ...(audience && { audience }),
  }
}

const isOpenSubject = (issuer: string, tenancy: RequiredValue): boolean =>
  tenancy.key.toLowerCase().endsWith(':sub') && subjectWidthOf(issuer, tenancy) === 'anyone'
