import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { comparesIds, type OidcGrant, oidcGrantsOf, subjectWords } from './oidc-trust-words.ts'
import { editTrustCommands, statementWords, unreadTrustOf } from './role-words.ts'

/** Issuers whose tokens carry ids beside the names (IAM accepts these claims as condition keys since January 2026). */
const ISSUERS_WITH_IDS: ReadonlySet<string> = new Set(['token.actions.githubusercontent.com', 'gitlab.com'])

const isJudged = ({ trust }: OidcGrant): boolean =>
  ISSUERS_WITH_IDS.has(trust.issuer) && trust.tenancyChecked && trust.subject !== undefined

/** GitHub's subjects with the owner's id, whose repositories nobody else can name: `repo:octo@1234/app:…`, `repository_id:42:…`. */
const BY_ID = /^(?:repo:[^/:@*?]+@\d+\/|(?:repository_id|repository_owner_id|enterprise_id):\d+(?::|$))/u

const subjectsHaveIds = ({ trust }: OidcGrant): boolean =>
  (trust.subject?.values ?? []).every((subject) => BY_ID.test(subject))

export const oidcTrustByMutableName = defineRule({
  id: 'oidc-trust-by-mutable-name',
  family: 'roles-and-trust',
  title: 'A role trusts a repository by a name that somebody else may get',
  severity: 'info',
  frameworks: [],
  rationale:
    'Names of organizations and repositories are free again after a rename or deletion; whoever takes the name next has the role. Ids are never given twice.',
  remediation:
    'Compare repository_id or repository_owner_id (GitHub), project_id or namespace_id (GitLab) besides the subject.',
  needs: ['account-authorization-details'],
  subjects: (account) => account.roles,
  evaluate(role) {
    const judged = oidcGrantsOf(role).filter(isJudged)
    const named = judged.find((grant) => !comparesIds(grant) && !subjectsHaveIds(grant))
    if (named) {
      return fail(
        `Role ${role.name} knows ${subjectWords(named.trust)} by name only (${statementWords(named.grant)} of its trust policy).`,
        { evidence: { issuer: named.trust.issuer, subjects: [...(named.trust.subject?.values ?? [])] } },
      )
    }
    const unread = unreadTrustOf(role)
    if (unread) return unread
    return judged.length > 0 ? pass : notApplicable('no repository is trusted')
  },
  commands: editTrustCommands,
})
