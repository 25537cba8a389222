import type { Severity } from '../severity.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { comparesIds, issuerName, narrowestId, type OidcGrant, oidcGrantsOf, subjectWords } from './oidc-trust-words.ts'
import { editTrustCommands, statementWords, unreadTrustOf } from './role-words.ts'

interface Width {
  readonly severity: Severity
  readonly words: string
}

const WIDTHS: Readonly<Record<'organization' | 'repository', (which: string) => Width>> = {
  organization: (which) => ({ severity: 'medium', words: `everything of an organization or group (${which})` }),
  repository: (which) => ({
    severity: 'low',
    words: `every branch, tag and pull request of a repository or project (${which})`,
  }),
}

const widthOf = (grant: OidcGrant): Width | undefined => {
  const { trust } = grant
  // Every customer of a shared issuer: that is a graver finding of its own.
  if (trust.shared && !trust.tenancyChecked && !comparesIds(grant)) return undefined
  if (trust.shared && !trust.shared.tenancyKey.endsWith(':sub')) return undefined
  if (trust.admitsPullRequests) {
    return { severity: 'medium', words: `pull requests, whose code anyone may write (${subjectWords(trust)})` }
  }
  if (trust.subjectWidth === 'exact') return undefined
  if (trust.subjectWidth !== 'anyone') return WIDTHS[trust.subjectWidth](subjectWords(trust))
  const id = narrowestId(grant)
  return id === undefined
    ? { severity: 'medium', words: 'every identity that the issuer knows' }
    : WIDTHS[id.of](id.words)
}

const ORDER: readonly Severity[] = ['medium', 'low']

export const oidcTrustTooWide = defineRule({
  id: 'oidc-trust-too-wide',
  family: 'roles-and-trust',
  title: 'A role trusts more OIDC subjects than one workload',
  severity: 'medium',
  frameworks: [],
  rationale:
    'With a wildcard in the subject, everybody who may push a branch, open a pull request or make a repository in the organization has the role too.',
  remediation:
    'Name branch, tag or environment in the subject with StringEquals: one subject for each workload, and an environment with reviewers for deployments.',
  needs: ['account-authorization-details'],
  subjects: (account) => account.roles,
  evaluate(role) {
    const grants = oidcGrantsOf(role)
    const wide = grants.flatMap((grant) => {
      const width = widthOf(grant)
      return width ? [{ ...grant, ...width }] : []
    })
    const worst = ORDER.flatMap((severity) => wide.find((one) => one.severity === severity) ?? [])[0]
    if (worst) {
      return fail(
        `Role ${role.name} trusts, at ${issuerName(worst.trust)}, ${worst.words} (${statementWords(worst.grant)} of its trust policy).`,
        {
          severity: worst.severity,
          evidence: { issuer: worst.trust.issuer, subjects: [...(worst.trust.subject?.values ?? [])] },
        },
      )
    }
    const unread = unreadTrustOf(role)
    if (unread) return unread
    return grants.length > 0 ? pass : notApplicable('no OIDC issuer is trusted')
  },
  commands: editTrustCommands,
})
