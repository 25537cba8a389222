import { knownOr } from '#shared/facts/known.ts'
import type { User } from '#shared/facts/principal.ts'
import { isAtLeast, type Finding } from '#shared/findings/finding.ts'
import { type AuditJob, auditAccount } from './audit-account.ts'

/** How urgently a user must be asked about, lowest first. */
const urgencyOf = (user: User, findings: readonly Finding[]): number => {
  if (findings.some(({ severity }) => isAtLeast(severity, 'high'))) return 0
  if (findings.length > 0) return 1
  const hasCredential =
    knownOr(user.password, { state: 'none' }).state === 'set' || knownOr(user.accessKeys, []).length > 0
  return hasCredential ? 2 : 3
}

/**
 * Users in the order in which single calls are spent on them: the report may be hours old, so whoever is about to be reported at
 * high or critical is looked at live first; then other findings, then whoever has a credential at all.
 */
export const usersToAskAbout = (job: AuditJob): readonly string[] => {
  const { account, document } = auditAccount({ ...job, inventory: false })
  const byPrincipal = new Map<string, Finding[]>()
  for (const finding of document.findings) {
    const same = byPrincipal.get(finding.subject.arn)
    if (same) same.push(finding)
    else byPrincipal.set(finding.subject.arn, [finding])
  }
  return knownOr(account.users, [])
    .map((user) => ({ name: user.name, urgency: urgencyOf(user, byPrincipal.get(user.arn) ?? []) }))
    .sort((a, b) => a.urgency - b.urgency)
    .map(({ name }) => name)
}
