import type { AccountFacts } from '#shared/facts/account.ts'
import { knownOr } from '#shared/facts/known.ts'
import { awsCommand } from '../command.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'

const EXTERNAL_TYPES: ReadonlySet<string> = new Set(['ACCOUNT', 'ORGANIZATION'])

/** An organization analyzer stands in the management or the delegated administrator account: a member has none of its own. */
const organizationMayWatch = (account: AccountFacts): string | undefined => {
  if (account.organization.state === 'unknown') {
    return `whether the account is watched by an organization’s analyzer is not known: ${account.organization.reason}`
  }
  const organization = account.organization.value
  if (organization === 'none') return undefined
  const id = knownOr(account.id, undefined)
  if (id !== organization.managementAccountId) {
    return `an organization analyzer would be listed in account ${organization.managementAccountId} or its delegated administrator, not here`
  }
  const delegate = knownOr(account.delegatedAdministrators, []).find(({ services }) =>
    services.includes('access-analyzer.amazonaws.com'),
  )
  return (
    delegate && `an organization analyzer would be listed in the delegated administrator account ${delegate.accountId}`
  )
}

export const externalAccessAnalyzerMissing = defineRule({
  id: 'external-access-analyzer-missing',
  family: 'account-and-organization',
  title: 'No IAM Access Analyzer watches for access from outside',
  severity: 'medium',
  frameworks: [
    ...cis('1.20', { v50: '1.19', v60: '2.19', v70: '2.18' }),
    ...securityHub('IAM.28'),
    ...awsConfig('iam-external-access-analyzer-enabled'),
  ],
  rationale: 'The external access analyzer is free and finds trusts and resource policies that let strangers in.',
  remediation:
    'Make an analyzer of type ORGANIZATION in the delegated administrator account, else one of type ACCOUNT, in every Region in use.',
  needs: ['access-analyzers', 'organization', 'delegated-administrators'],
  parameters: {
    regions: words(
      [],
      'Regions in which an analyzer is required; none named: those that were read, or any one where the evidence does not tell which.',
    ),
  },
  subjects: (account) => [account],
  evaluate(account, { parameters }) {
    if (account.analyzers.state === 'unknown') return unknown(account.analyzers.reason)
    const regions = parameters.regions.length > 0 ? parameters.regions : (account.regions ?? [])
    const active = account.analyzers.value.filter(({ type, status }) => EXTERNAL_TYPES.has(type) && status === 'ACTIVE')
    const watched = new Set(active.map(({ region }) => region))
    const missing = regions.filter((region) => !watched.has(region))
    if (regions.length === 0 ? active.length > 0 : missing.length === 0) return pass
    const doubt = organizationMayWatch(account)
    if (doubt !== undefined) return unknown(doubt)
    const where = regions.length === 0 ? 'in any Region that was read' : `in ${missing.join(', ')}`
    return fail(`No active external access analyzer exists ${where}.`, {
      evidence: {
        analyzers: account.analyzers.value.map(({ name, type, status, region }) => ({ name, type, status, region })),
      },
    })
  },
  commands: () => [
    awsCommand('accessanalyzer create-analyzer', { 'analyzer-name': 'external-access', type: 'ACCOUNT' }),
  ],
})
