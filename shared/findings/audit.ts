import type { AccountFacts } from '#shared/facts/account.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'
import type { Evaluation, Rule, RunContext } from '#shared/rules/rule.ts'
import { SEVERITIES, type Severity } from '#shared/rules/severity.ts'
import type { Standing } from '#shared/rules/standing.ts'
import type { Subject } from '#shared/rules/subject.ts'
import type { Finding, FindingSubject, NotAssessed } from './finding.ts'
import { fingerprint } from './fingerprint.ts'
import { riskOf } from './risk.ts'

export interface AuditInput {
  readonly account: AccountFacts
  readonly rules: readonly Rule[]
  readonly configuration: AuditConfiguration
  readonly now: Date
  readonly activity?: NonNullable<RunContext['activity']>
  /** Where the pages of the rules are, ending in a slash. */
  readonly documentationBase: string
  readonly standingOf: (subject: Subject, now: Date) => Standing
  readonly ownerOf: (subject: Subject) => string | undefined
}

export interface AuditResult {
  /** Worst first. */
  readonly findings: readonly Finding[]
  readonly notAssessed: readonly NotAssessed[]
  /** Subjects that passed, by rule; a rule without subjects stands with 0. */
  readonly passed: ReadonlyMap<string, number>
}

const shown = ({ type, arn, name, accessKeyId }: Subject): FindingSubject => ({
  type,
  arn,
  name,
  ...(accessKeyId === undefined ? {} : { accessKeyId }),
})

const isEnabled = (rule: Rule, configuration: AuditConfiguration): boolean =>
  configuration.rules.get(rule.id)?.enabled ?? rule.enabledByDefault

const findingOf = (rule: Rule, evaluation: Evaluation, input: AuditInput): Finding | undefined => {
  const { outcome, subject, commands } = evaluation
  if (outcome.status !== 'fail') return undefined
  const accountId = input.account.id.state === 'known' ? input.account.id.value : 'unknown'
  const severity: Severity = input.configuration.rules.get(rule.id)?.severity ?? outcome.severity ?? rule.severity
  const risk = riskOf(severity, input.standingOf(subject, input.now))
  const owner = input.ownerOf(subject)
  return {
    id: fingerprint(rule.id, accountId, subject),
    ruleId: rule.id,
    title: rule.title,
    severity,
    risk: risk.number,
    riskReasons: risk.reasons,
    status: 'new',
    firstSeen: input.now.toISOString(),
    ...(outcome.since === undefined ? {} : { since: outcome.since.toISOString() }),
    subject: shown(subject),
    ...(owner === undefined ? {} : { owner }),
    message: outcome.message,
    evidence: outcome.evidence ?? {},
    remediation: { text: rule.remediation, commands },
    frameworks: rule.frameworks,
    documentation: `${input.documentationBase}${rule.id}.md`,
  }
}

/** Gravest first, then by risk, rule, name and id: a total order, so that equal evidence prints equal bytes. */
export const byGravity = (a: Finding, b: Finding): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
  b.risk - a.risk ||
  byCodeUnit(a.ruleId, b.ruleId) ||
  byCodeUnit(a.subject.name, b.subject.name) ||
  byCodeUnit(a.id, b.id)

const byRuleAndSubject = (a: NotAssessed, b: NotAssessed): number =>
  byCodeUnit(a.ruleId, b.ruleId) ||
  byCodeUnit(a.subject?.arn ?? '', b.subject?.arn ?? '') ||
  byCodeUnit(a.subject?.accessKeyId ?? '', b.subject?.accessKeyId ?? '') ||
  byCodeUnit(a.reason, b.reason)

/** Runs every enabled rule over the account. Two rules never share an id, so two findings with one id are the same fault. */
export const audit = (input: AuditInput): AuditResult => {
  const run: RunContext = {
    now: input.now,
    configuration: input.configuration,
    ...(input.activity && { activity: input.activity }),
  }
  const findings = new Map<string, Finding>()
  const notAssessed: NotAssessed[] = []
  const passed = new Map<string, number>()
  for (const rule of input.rules.filter((rule) => isEnabled(rule, input.configuration))) {
    let passes = 0
    for (const evaluation of rule.run(input.account, run)) {
      const { outcome, subject } = evaluation
      if (outcome.status === 'pass') passes += 1
      if (outcome.status === 'unknown')
        notAssessed.push({ ruleId: rule.id, subject: shown(subject), reason: outcome.reason })
      const finding = findingOf(rule, evaluation, input)
      if (finding) findings.set(finding.id, finding)
    }
    passed.set(rule.id, passes)
  }
  return { findings: [...findings.values()].sort(byGravity), notAssessed: notAssessed.sort(byRuleAndSubject), passed }
}
