import { byCodeUnit, sortedUnique } from '#shared/facts/order.ts'
import { type AuditResult, byGravity } from '#shared/findings/audit.ts'
import type { Finding, FindingSubject, NotAssessed } from '#shared/findings/finding.ts'
import { fingerprint } from '#shared/findings/fingerprint.ts'
import { riskOf } from '#shared/findings/risk.ts'
import type { OrganizationFacts } from './organization-facts.ts'
import type {
  OrganizationContext,
  OrganizationRule,
  OrganizationSubject,
  OrganizationVerdict,
} from './organization-rule.ts'

export interface JudgeContext extends OrganizationContext {
  readonly now: Date
  readonly partition: string
  readonly documentation: string
}

/** The name under which the organization's findings and state are kept, beside those of the accounts. */
export const ORGANIZATION = 'organization'

/** A folder whose account is not known stands among the accounts by its name. */
const isAccount = ({ type, identity }: OrganizationSubject): boolean =>
  (type === 'member-account' || type === 'outside-account') && /^\d{12}$/.test(identity)

const shown = (subject: OrganizationSubject, { partition }: JudgeContext): FindingSubject => ({
  type: subject.type,
  arn: isAccount(subject) ? `arn:${partition}:iam::${subject.identity}:root` : '',
  name: subject.name,
})

const findingOf = (
  { id, title, severity: usual, remediation }: OrganizationRule,
  { subject, outcome }: OrganizationVerdict,
  context: JudgeContext,
): Finding | undefined => {
  if (outcome.status !== 'fail') return undefined
  const severity = outcome.severity ?? usual
  const of = { type: subject.type, arn: '', name: subject.name, identity: subject.identity }
  return {
    id: fingerprint(id, ORGANIZATION, of),
    ruleId: id,
    family: ORGANIZATION,
    title,
    severity,
    risk: riskOf(severity, { power: 'none', exposed: false }).number,
    riskReasons: [`severity ${severity}`],
    status: 'new',
    firstSeen: context.now.toISOString(),
    subject: shown(subject, context),
    message: outcome.message,
    evidence: outcome.evidence ?? {},
    remediation: { text: remediation, commands: [] },
    frameworks: [],
    documentation: `${context.documentation}#${id}`,
  }
}

/**
 * All rules over all accounts, in the form in which an account's audit comes, so that the same code compares it with the last run.
 * What is not known of the whole organization stands there as an account's does: it keeps that rule's findings open.
 */
export const judgeOrganization = (
  facts: OrganizationFacts,
  rules: readonly OrganizationRule[],
  context: JudgeContext,
): AuditResult => {
  const judged = rules.map((rule) => ({ rule, verdicts: rule.judge(facts, context) }))
  const findings = judged.flatMap(({ rule, verdicts }) =>
    verdicts.flatMap((verdict) => findingOf(rule, verdict, context) ?? []),
  )
  const notAssessed = judged.flatMap(({ rule, verdicts }) =>
    verdicts.flatMap(({ subject, outcome }): readonly NotAssessed[] => {
      if (outcome.status !== 'unknown') return []
      const told = shown(subject, context)
      const whole = subject.type === 'organization' ? { ...told, type: 'account' } : told
      return [{ ruleId: rule.id, subject: whole, reason: outcome.reason }]
    }),
  )
  const passes = (verdicts: readonly OrganizationVerdict[]): number =>
    verdicts.filter(({ outcome }) => outcome.status === 'pass').length
  return {
    findings: findings.sort(byGravity),
    notAssessed,
    passed: new Map(judged.map(({ rule, verdicts }) => [rule.id, passes(verdicts)])),
  }
}

/** Reasons, each with the accounts that it holds for; the most frequent first. */
export const accountsByReason = ({ results }: OrganizationFacts, state: 'not-audited' | 'closed') => {
  const told = results.flatMap((result) =>
    result.state === state
      ? // The account's own id makes every refusal another sentence.
        [{ id: result.account.id, reason: result.reason.replaceAll(result.account.id, 'ACCOUNT') }]
      : [],
  )
  return [...Map.groupBy(told, ({ reason }) => reason)]
    .map(([reason, all]) => ({ reason, accounts: sortedUnique(all.map(({ id }) => id)) }))
    .sort((a, b) => b.accounts.length - a.accounts.length || byCodeUnit(a.reason, b.reason))
}
