import type { SubjectWidth } from '#shared/permissions/subject-width.ts'
import type { Severity } from '../severity.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { comparesTenant, issuerName, type OidcGrant, oidcGrantsOf, subjectWords } from './oidc-trust-words.ts'
import { editTrustCommands, statementWords, unreadTrustOf } from './role-words.ts'

interface Width {
  readonly severity: Severity
  readonly words: string
}

const isCluster = ({ trust }: OidcGrant): boolean =>
  (trust.subject?.values ?? []).some((subject) => subject.startsWith('system:serviceaccount:'))

const WIDTHS: Readonly<Record<'organization' | 'repository', (which: string, grant: OidcGrant) => Width>> = {
  organization: (which, grant) => ({
    severity: 'medium',
    words: `everything of ${isCluster(grant) ? 'a cluster' : 'an organization or group'} (${which})`,
  }),
  repository: (which, grant) => ({
    severity: 'low',
    words: isCluster(grant)
      ? `every service account of a namespace (${which})`
      : `every branch, tag and pull request of a repository or project (${which})`,
  }),
}

/** What the subject and the claims beside it name, taken together: a request must meet them all. */
const namedBy = ({ trust, claims }: OidcGrant): Exclude<SubjectWidth, 'anyone'> | undefined => {
  const width = trust.subjectWidth
  const owner = width !== 'anyone' || claims.some((claim) => claim.owner)
  if (!owner) return undefined
  const project = width === 'repository' || width === 'exact' || claims.some((claim) => claim.project)
  if (!project) return 'organization'
  return width === 'exact' || claims.some((claim) => claim.context) ? 'exact' : 'repository'
}

/** The claim that says most, where the subject leaves more open. */
const wordsOf = ({ trust, claims }: OidcGrant, width: 'organization' | 'repository'): string => {
  const claim = claims.find(({ project }) => project) ?? claims.find(({ owner }) => owner)
  return trust.subjectWidth === width || claim === undefined ? subjectWords(trust) : claim.words
}

const widthOf = (grant: OidcGrant): Width | undefined => {
  const { trust, claims } = grant
  // Every customer of a shared issuer: that is a graver finding of its own.
  if (trust.shared && !trust.tenancyChecked && !comparesTenant(grant)) return undefined
  if (trust.shared && !trust.shared.tenancyKey.endsWith(':sub')) return undefined
  // The ref of a pull request is none of a branch or tag.
  if (trust.admitsPullRequests && !claims.some(({ context }) => context)) {
    return { severity: 'medium', words: `pull requests, whose code anyone may write (${subjectWords(trust)})` }
  }
  const width = namedBy(grant)
  if (width === 'exact') return undefined
  return width === undefined
    ? { severity: 'medium', words: 'every identity that the issuer knows' }
    : WIDTHS[width](wordsOf(grant, width), grant)
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
