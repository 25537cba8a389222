import type { AccountFacts } from '#shared/facts/account.ts'
import { type Known, known, mapKnown } from '#shared/facts/known.ts'
import { byKey } from '#shared/facts/order.ts'
import type { PasswordPolicy } from '#shared/facts/settings.ts'
import { parseOidcProviders, parseSamlProviders } from './identity-providers.ts'
import { isNoSuchEntity } from './live-answers.ts'
import { parseAccessAnalyzerFindings, parseAccessAnalyzers } from './access-analyzer.ts'
import {
  parseDelegatedAdministrators,
  parseOrganizationAccounts,
  parseOrganizationPolicies,
} from './organization-lists.ts'
import { parseOrganization } from './organization.ts'
import { parseAlarms, parseMetricFilters } from './monitoring.ts'
import { parseOrganizationFeatures, parseOutboundFederation } from './account-features.ts'
import { parseDelegationRequests } from './delegation-requests.ts'
import { parsePasswordPolicy } from './password-policy.ts'
import { parseServerCertificates } from './server-certificates.ts'
import { failureOf, readWhole, type SourceLedger } from './source-ledger.ts'
import { readTrails } from './trails.ts'

type Settings = Pick<
  AccountFacts,
  | 'passwordPolicy'
  | 'serverCertificates'
  | 'samlProviders'
  | 'oidcProviders'
  | 'organizationFeatures'
  | 'organization'
  | 'organizationAccounts'
  | 'organizationPolicies'
  | 'delegatedAdministrators'
  | 'analyzers'
  | 'analyzerFindings'
  | 'trails'
  | 'metricFilters'
  | 'alarms'
  | 'outboundFederation'
  | 'delegationRequests'
>

const sortedBy = <T>(list: Known<readonly T[]>, key: (item: T) => string): Known<readonly T[]> =>
  mapKnown(list, (items) => [...items].sort(byKey(key)))

/** Two errors are answers: an account without a password policy of its own, and one that is in no organization. */
const noneOr = <T>(
  ledger: SourceLedger,
  name: 'account-password-policy' | 'organization',
  isNone: (failure: NonNullable<ReturnType<typeof failureOf>>) => boolean,
  read: () => Known<T | 'none'>,
): Known<T | 'none'> => {
  const failure = failureOf(ledger, name)
  if (!failure || !isNone(failure)) return read()
  ledger.sources.set(name, { state: 'read', file: 'account.json' })
  return known('none')
}

const passwordPolicyOf = (ledger: SourceLedger): Known<PasswordPolicy | 'none'> =>
  noneOr(ledger, 'account-password-policy', isNoSuchEntity, () =>
    readWhole(ledger, 'account-password-policy', parsePasswordPolicy),
  )

const organizationOf = (ledger: SourceLedger): AccountFacts['organization'] =>
  noneOr(
    ledger,
    'organization',
    ({ code, reason }) => `${code ?? ''} ${reason}`.includes('AWSOrganizationsNotInUse'),
    () => readWhole(ledger, 'organization', parseOrganization),
  )

/** Everything about the account that is not a principal or a credential of one. */
export const readSettings = (ledger: SourceLedger): Settings => ({
  passwordPolicy: passwordPolicyOf(ledger),
  serverCertificates: sortedBy(readWhole(ledger, 'server-certificates', parseServerCertificates), ({ arn }) => arn),
  samlProviders: sortedBy(readWhole(ledger, 'saml-providers', parseSamlProviders), ({ arn }) => arn),
  oidcProviders: sortedBy(readWhole(ledger, 'open-id-connect-providers', parseOidcProviders), ({ arn }) => arn),
  organizationFeatures: readWhole(ledger, 'organizations-features', parseOrganizationFeatures),
  organization: organizationOf(ledger),
  organizationAccounts: sortedBy(readWhole(ledger, 'organization-accounts', parseOrganizationAccounts), ({ id }) => id),
  organizationPolicies: sortedBy(readWhole(ledger, 'organization-policies', parseOrganizationPolicies), ({ id }) => id),
  delegatedAdministrators: sortedBy(
    readWhole(ledger, 'delegated-administrators', parseDelegatedAdministrators),
    ({ accountId }) => accountId,
  ),
  analyzers: sortedBy(readWhole(ledger, 'access-analyzers', parseAccessAnalyzers), ({ arn }) => arn),
  analyzerFindings: sortedBy(
    readWhole(ledger, 'access-analyzer-findings', parseAccessAnalyzerFindings),
    ({ analyzerArn = '', id }) => `${analyzerArn} ${id}`,
  ),
  trails: sortedBy(readTrails(ledger), ({ arn }) => arn),
  metricFilters: sortedBy(
    readWhole(ledger, 'metric-filters', parseMetricFilters),
    ({ logGroupName, filterName }) => `${logGroupName} ${filterName}`,
  ),
  alarms: sortedBy(readWhole(ledger, 'alarms', parseAlarms), ({ name }) => name),
  outboundFederation: readWhole(ledger, 'outbound-web-identity-federation', parseOutboundFederation),
  delegationRequests: sortedBy(readWhole(ledger, 'delegation-requests', parseDelegationRequests), ({ id }) => id),
})
