import type { AccountFacts } from '#shared/facts/account.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'
import type { Fail, Outcome } from '#shared/rules/outcome.ts'
import type { Evaluation, Rule, RunContext } from '#shared/rules/rule.ts'
import { SEVERITIES, type Severity } from '#shared/rules/severity.ts'
import type { Standing } from '#shared/rules/standing.ts'
import type { Subject } from '#shared/rules/subject.ts'
import { except, type Exception } from './exceptions.ts'
import type { Finding, FindingSubject, NotAssessed } from './finding.ts'
import { fingerprint, fingerprintsOf } from './fingerprint.ts'
import type { DayOfHistory } from './history.ts'
import { exceptionsOfTags, optOutTagsOf } from './opt-out-tags.ts'
import { otherIdsIn, otherIdsOf, type Told } from './other-ids.ts'
import { withoutOverlaps } from './overlaps.ts'
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
  /** Those of the exceptions file; opt-out tags are read from the account. */
  readonly exceptions?: readonly Exception[]
}

export interface AuditResult {
  /** Worst first; what is excepted stands among them, with that status. */
  readonly findings: readonly Finding[]
  readonly notAssessed: readonly NotAssessed[]
  /** Subjects that passed, by rule; a rule without subjects stands with 0. */
  readonly passed: ReadonlyMap<string, number>
  /** Ids that a finding may have had before: of a rule's former name, of a subject of which less was known. */
  readonly otherIds?: (id: string) => readonly string[]
  /** Findings of which an alert has told already: they are open, and no news. */
  readonly toldByAlerts?: ReadonlySet<string>
  /** What the history of a day shall count, where that is more than these findings: the accounts of an organization. */
  readonly dayOfHistory?: Omit<DayOfHistory, 'day'>
  /** What a rule said of each subject, by the id that a finding has or had; undefined where the rule did not run. */
  readonly judgements?: (ruleId: string) => ReadonlyMap<string, Outcome> | undefined
}

const shown = ({ type, arn, name, accessKeyId }: Subject): FindingSubject =>
  accessKeyId === undefined ? { type, arn, name } : { type, arn, name, accessKeyId }

const isEnabled = (rule: Rule, configuration: AuditConfiguration): boolean =>
  configuration.rules.get(rule.id)?.enabled ?? rule.enabledByDefault

const accountIdOf = ({ id }: AccountFacts): string => (id.state === 'known' ? id.value : 'unknown')

/** What all findings of a rule have in common: one text each, whatever their number. */
const sharedBy = (rule: Rule, { account, configuration, now, documentationBase }: AuditInput) => ({
  ruleId: rule.id,
  family: rule.family,
  title: rule.title,
  severity: rule.severity,
  configuredSeverity: configuration.rules.get(rule.id)?.severity,
  firstSeen: now.toISOString(),
  remediation: rule.remediation,
  frameworks: rule.frameworks,
  documentation: `${documentationBase}${rule.id}.md`,
  fingerprintOf: fingerprintsOf(rule.id, accountIdOf(account)),
})

/** Names every field, the undefined too: tens of thousands of objects of one shape are made and read the fastest. */
const findingOf = (
  { subject, commands }: Evaluation,
  outcome: Fail,
  input: AuditInput,
  shared: ReturnType<typeof sharedBy>,
): Finding => {
  const severity: Severity = shared.configuredSeverity ?? outcome.severity ?? shared.severity
  const risk = riskOf(severity, input.standingOf(subject, input.now))
  return {
    id: shared.fingerprintOf(subject),
    ruleId: shared.ruleId,
    family: shared.family,
    title: shared.title,
    severity,
    risk: risk.number,
    riskReasons: risk.reasons,
    status: 'new',
    firstSeen: shared.firstSeen,
    since: outcome.since?.toISOString(),
    subject: shown(subject),
    owner: input.ownerOf(subject),
    message: outcome.message,
    evidence: outcome.evidence ?? {},
    remediation: { text: shared.remediation, commands },
    frameworks: shared.frameworks,
    documentation: shared.documentation,
  }
}

/** Gravest first, then by risk, rule, name and id: a total order, so that equal evidence prints equal bytes. */
export const byGravity = (a: Finding, b: Finding): number =>
  (a.severity === b.severity ? 0 : SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)) ||
  b.risk - a.risk ||
  byCodeUnit(a.ruleId, b.ruleId) ||
  byCodeUnit(a.subject.name, b.subject.name) ||
  byCodeUnit(a.id, b.id)

const byRuleAndSubject = (a: NotAssessed, b: NotAssessed): number =>
  byCodeUnit(a.ruleId, b.ruleId) ||
  byCodeUnit(a.subject?.arn ?? '', b.subject?.arn ?? '') ||
  byCodeUnit(a.subject?.accessKeyId ?? '', b.subject?.accessKeyId ?? '') ||
  byCodeUnit(a.reason, b.reason)

interface Judged {
  readonly findings: Map<string, Finding>
  readonly notAssessed: NotAssessed[]
  readonly passed: Map<string, number>
  /** By a finding's id: which rule told it of whom. */
  readonly told: Map<string, Told>
}

const runContextOf = ({ now, configuration, activity }: AuditInput): RunContext => ({
  now,
  configuration,
  ...(activity && { activity }),
})

const judgeBy = (rule: Rule, input: AuditInput, into: Judged): void => {
  let passes = 0
  const shared = sharedBy(rule, input)
  for (const evaluation of rule.run(input.account, runContextOf(input))) {
    const { outcome, subject } = evaluation
    if (outcome.status === 'pass') passes += 1
    else if (outcome.status === 'unknown')
      into.notAssessed.push({ ruleId: shared.ruleId, subject: shown(subject), reason: outcome.reason })
    else if (outcome.status === 'fail') {
      const finding = findingOf(evaluation, outcome, input, shared)
      into.findings.set(finding.id, finding)
      into.told.set(finding.id, { rule, subject })
    }
  }
  into.passed.set(rule.id, passes)
}

const subjectOfTold =
  ({ told }: Judged) =>
  (id: string): string => {
    const subject = told.get(id)?.subject
    return subject === undefined ? id : `${subject.type} ${subject.identity}`
  }

/** Asked only about rules whose findings are gone, so the rule runs again rather than that every judgement is kept. */
const judgementsOf = (rules: readonly Rule[], input: AuditInput) => {
  const made = new Map<string, ReadonlyMap<string, Outcome>>()
  return (ruleId: string): ReadonlyMap<string, Outcome> | undefined => {
    const rule = rules.find(({ id, formerly = [] }) => id === ruleId || formerly.includes(ruleId))
    if (rule === undefined) return undefined
    const known =
      made.get(rule.id) ??
      new Map(
        rule.run(input.account, runContextOf(input)).flatMap(({ subject, outcome }) => {
          const accountId = accountIdOf(input.account)
          const ids = [fingerprint(rule.id, accountId, subject), ...otherIdsOf(rule, accountId, subject)]
          return ids.map((id) => [id, outcome] as const)
        }),
      )
    made.set(rule.id, known)
    return known
  }
}

/**
 * Runs every enabled rule over the account, marks what is excepted, and then judges the exceptions themselves.
 * Two rules never share an id, so two findings with one id are the same fault.
 */
export const audit = (input: AuditInput): AuditResult => {
  const { account, configuration, now } = input
  const enabled = input.rules.filter((rule) => isEnabled(rule, configuration))
  const about = Map.groupBy(enabled, ({ family }) => (family === 'exceptions' ? 'exceptions' : 'account'))
  const judged: Judged = {
    findings: new Map(),
    notAssessed: [],
    passed: new Map(),
    told: new Map(),
  }
  for (const rule of about.get('account') ?? []) judgeBy(rule, input, judged)

  const optOutTags = optOutTagsOf(account, configuration.optOutTag, now)
  const exceptions = [...(input.exceptions ?? []), ...exceptionsOfTags(optOutTags)]
  const ran = { ruleIds: new Set(judged.passed.keys()), notAssessed: judged.notAssessed }
  const { findings, uses } = except([...judged.findings.values()], exceptions, ran, now)
  for (const finding of findings) judged.findings.set(finding.id, finding)

  const withExceptions = { ...input, account: { ...account, exceptions: uses, optOutTags } }
  for (const rule of about.get('exceptions') ?? []) judgeBy(rule, withExceptions, judged)
  const told = withoutOverlaps(enabled, { findings: judged.findings, subjectOf: subjectOfTold(judged) })
  return {
    findings: [...told.findings.values()].sort(byGravity),
    notAssessed: judged.notAssessed.sort(byRuleAndSubject),
    passed: judged.passed,
    otherIds: otherIdsIn(judged.told, told.gaveWay, accountIdOf(account)),
    judgements: judgementsOf(enabled, withExceptions),
  }
}
