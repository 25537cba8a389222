import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { comparesTenant, issuerName, oidcGrantsOf } from './oidc-trust-words.ts'
import { editTrustCommands, statementWords, unreadTrustOf } from './role-words.ts'

export const oidcTrustWithoutTenant = defineRule({
  id: 'oidc-trust-without-tenant',
  family: 'roles-and-trust',
  title: 'A role trusts every customer of a shared OIDC issuer',
  severity: 'critical',
  frameworks: [],
  rationale:
    'GitHub, GitLab and others sign tokens for all their customers with one issuer. Without the claim that names the tenant, anybody with a free account there can assume the role. IAM refuses such trust policies today; older ones were left as they are.',
  remediation:
    'Compare the tenancy claim (the subject, for most issuers) with your own organization and repository, best by StringEquals and by ids.',
  needs: ['account-authorization-details'],
  subjects: (account) => account.roles,
  evaluate(role) {
    const shared = oidcGrantsOf(role).filter(({ trust }) => trust.shared !== undefined)
    const open = shared.find((grant) => !grant.trust.tenancyChecked && !comparesTenant(grant))
    if (open) {
      const key = open.trust.shared?.tenancyKey ?? ''
      const found = open.grant.conditions.required.find((value) => value.key.toLowerCase() === key.toLowerCase())
      const how =
        found === undefined
          ? `${key} is not compared`
          : `${key} is compared with ${found.values.join(', ')} by ${found.operator}`
      return fail(
        `Role ${role.name} can be assumed by every customer of ${issuerName(open.trust)}: ${how} (${statementWords(open.grant)} of its trust policy).`,
        { evidence: { issuer: open.trust.issuer, tenancyKey: key, values: [...(found?.values ?? [])] } },
      )
    }
    const unread = unreadTrustOf(role)
    if (unread) return unread
    return shared.length > 0 ? pass : notApplicable('no shared OIDC issuer is trusted')
  },
  commands: editTrustCommands,
})
