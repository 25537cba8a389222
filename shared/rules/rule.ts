import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import type { CollectedEvidence } from '#shared/facts/evidence-source.ts'
import type { Known } from '#shared/facts/known.ts'
import type { AuditConfiguration, RuleSettings } from './configuration.ts'
import type { FrameworkReference } from './frameworks.ts'
import { type Judged, judgedIn } from './judged-facts.ts'
import { type Outcome, unknown } from './outcome.ts'
import { defaultsOf, type ParameterSpecs, type ParameterValues } from './parameters.ts'
import type { Severity } from './severity.ts'
import { type JudgedFact, type Subject, subjectOf } from './subject.ts'

export type RuleFamily =
  | 'root'
  | 'access-keys'
  | 'passwords-and-mfa'
  | 'other-credentials'
  | 'users-and-groups'
  | 'policies'
  | 'roles-and-trust'
  | 'account-and-organization'
  | 'evidence'
  | 'exceptions'
  | 'activity'

/** The files of the evidence folder, and CloudTrail's log beside them. */
export type RuleEvidence = CollectedEvidence | 'cloudtrail'

/** What people read about a rule; its page is printed from this. */
export interface RuleCard {
  /** Names the fault, never a limit or a framework. For ever: findings and exceptions refer to it. */
  readonly id: string
  readonly formerly?: readonly string[] | undefined
  /** Rules that, where they find something of the same subject, tell this fact and more; the findings are then one. */
  readonly yieldsTo?: readonly string[] | undefined
  readonly family: RuleFamily
  readonly title: string
  readonly severity: Severity
  readonly frameworks: readonly FrameworkReference[]
  readonly rationale: string
  /** In words; `commands` gives the exact calls. */
  readonly remediation: string
  /** The evidence that the verdict stands on. */
  readonly needs: readonly RuleEvidence[]
  readonly parameters: ParameterSpecs
  /** False: says nothing until the configuration turns it on. */
  readonly enabledByDefault: boolean
  /** True: it fails because something is not in a list ("no role holds it"), so that half a list proves nothing. */
  readonly failsByAbsence: boolean
}

/** A subject whose facts the evidence does not hold: it becomes one *not assessed* line. */
export interface Unanswered {
  readonly kind: 'unanswered'
  readonly about: JudgedFact
  readonly reason: string
}

export interface RuleContext<Specs extends ParameterSpecs> {
  readonly now: Date
  readonly account: AccountFacts
  readonly parameters: ParameterValues<Specs>
  readonly configuration: AuditConfiguration
  /** Undefined: no CloudTrail activity in the evidence. */
  readonly activity: UsageProfile | undefined
  /** `person`, `machine` or a configured class of the subject's principal. */
  readonly identityClass: string | undefined
}

export interface RuleDeclaration<Specs extends ParameterSpecs, Fact extends JudgedFact> extends Omit<
  RuleCard,
  'parameters' | 'enabledByDefault' | 'failsByAbsence'
> {
  readonly parameters?: Specs
  readonly enabledByDefault?: false
  readonly failsByAbsence?: true
  readonly subjects: (
    account: AccountFacts,
    configuration: AuditConfiguration,
    activity: UsageProfile | undefined,
  ) => Known<readonly (Fact | Unanswered)[]> | readonly (Fact | Unanswered)[]
  readonly evaluate: (fact: Fact, context: RuleContext<Specs>) => Outcome
  readonly commands?: (fact: Fact, account: AccountFacts) => readonly string[]
}

export interface Evaluation {
  readonly ruleId: string
  readonly subject: Subject
  readonly outcome: Outcome
  readonly commands: readonly string[]
}

export interface RunContext {
  readonly now: Date
  readonly configuration: AuditConfiguration
  readonly activity?: UsageProfile
}

export interface Rule extends RuleCard {
  readonly run: (account: AccountFacts, context: RunContext) => readonly Evaluation[]
}

const resolvedParameters = (
  specs: ParameterSpecs,
  settings: RuleSettings | undefined,
  identityClass: string | undefined,
): Readonly<Record<string, unknown>> => ({
  ...defaultsOf(specs),
  ...settings?.parameters,
  ...(identityClass === undefined ? {} : settings?.classes?.get(identityClass)),
})

const NO_COMMANDS: readonly string[] = []

type Distrust = (outcome: Outcome) => Outcome
const TRUST: Distrust = (outcome) => outcome

/** What passed on evidence that is too old or cut short is not known to pass; what failed is still worth saying. */
const distrustIn = (
  { needs, failsByAbsence }: Pick<RuleCard, 'needs' | 'failsByAbsence'>,
  { sources }: AccountFacts,
): Distrust => {
  const doubts = needs.flatMap((name): readonly Distrust[] => {
    const source = name === 'cloudtrail' || name === 'service-last-accessed' ? undefined : sources.get(name)
    if (source?.state === 'stale') return [(outcome) => (outcome.status === 'pass' ? unknown(source.reason) : outcome)]
    // Details that were cut short keep the entities that came: these fail, and nothing passes on half a list.
    if (source?.state !== 'failed' || name !== 'account-authorization-details') return []
    return [
      (outcome) =>
        outcome.status === 'pass' || (outcome.status === 'fail' && failsByAbsence) ? unknown(source.reason) : outcome,
    ]
  })
  return doubts.length === 0 ? TRUST : (outcome) => doubts.reduce((judged, doubt) => doubt(judged), outcome)
}

/** Names every field in one order, the undefined too: all rules are then of one shape for whoever runs them. */
const cardOf = (
  declaration: Omit<RuleDeclaration<ParameterSpecs, JudgedFact>, 'subjects' | 'evaluate' | 'commands'>,
): RuleCard => ({
  id: declaration.id,
  formerly: declaration.formerly,
  yieldsTo: declaration.yieldsTo,
  family: declaration.family,
  title: declaration.title,
  severity: declaration.severity,
  frameworks: declaration.frameworks,
  rationale: declaration.rationale,
  remediation: declaration.remediation,
  needs: declaration.needs,
  parameters: declaration.parameters ?? {},
  enabledByDefault: declaration.enabledByDefault ?? true,
  failsByAbsence: declaration.failsByAbsence ?? false,
})

/** Turns a declaration into a rule whose subject type is hidden, so that all rules fit one list without a cast. */
export const defineRule = <const Specs extends ParameterSpecs, Fact extends JudgedFact>(
  declaration: RuleDeclaration<Specs, Fact>,
): Rule => {
  const { subjects, evaluate, commands } = declaration
  const card = cardOf(declaration)

  interface Run {
    readonly account: AccountFacts
    readonly contextOf: (identityClass: string | undefined) => RuleContext<Specs>
    readonly distrust: Distrust
  }

  const judge = (
    fact: Fact | Unanswered,
    { subject, identityClass }: Judged,
    { account, contextOf, distrust }: Run,
  ): Evaluation => {
    if (fact.kind === 'unanswered')
      return { ruleId: card.id, subject, outcome: unknown(fact.reason), commands: NO_COMMANDS }
    const outcome = distrust(evaluate(fact, contextOf(identityClass)))
    const todo = outcome.status === 'fail' ? (commands?.(fact, account) ?? NO_COMMANDS) : NO_COMMANDS
    return { ruleId: card.id, subject, outcome, commands: todo }
  }

  const runOf = (account: AccountFacts, { now, configuration, activity }: RunContext): Run => {
    const settings = configuration.rules.get(card.id)
    const known = new Map<string | undefined, RuleContext<Specs>>()
    const contextOf = (identityClass: string | undefined): RuleContext<Specs> => {
      const before = known.get(identityClass)
      if (before !== undefined) return before
      // The configuration's own parser holds every value to its spec.
      const parameters = resolvedParameters(card.parameters, settings, identityClass) as ParameterValues<Specs>
      const context = { now, account, parameters, configuration, activity, identityClass }
      known.set(identityClass, context)
      return context
    }
    return { account, contextOf, distrust: distrustIn(card, account) }
  }

  return {
    ...card,
    run(account, context) {
      const found = subjects(account, context.configuration, context.activity)
      const list: Known<readonly (Fact | Unanswered)[]> = 'state' in found ? found : { state: 'known', value: found }
      if (list.state === 'unknown') {
        return [{ ruleId: card.id, subject: subjectOf(account, account), outcome: unknown(list.reason), commands: [] }]
      }
      const run = runOf(account, context)
      const judged = judgedIn(list.value, account, context.configuration)
      // Both lists are as long as each other.
      return list.value.map((fact, place) => judge(fact, judged[place] as Judged, run))
    },
  }
}
