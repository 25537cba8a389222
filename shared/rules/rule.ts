import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import type { EvidenceName } from '#shared/facts/evidence-source.ts'
import type { Known } from '#shared/facts/known.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import type { AuditConfiguration, RuleSettings } from './configuration.ts'
import type { FrameworkReference } from './frameworks.ts'
import { identityClassOf } from './identity-class.ts'
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
export type RuleEvidence = EvidenceName | 'cloudtrail'

/** What people read about a rule; its page is printed from this. */
export interface RuleCard {
  /** Names the fault, never a limit or a framework. For ever: findings and exceptions refer to it. */
  readonly id: string
  readonly formerly?: readonly string[]
  /** Rules that, where they find something of the same subject, tell this fact and more; the findings are then one. */
  readonly yieldsTo?: readonly string[]
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

const principalIndexes = new WeakMap<AccountFacts, ReadonlyMap<string, User | Role>>()
const principalsByArn = (account: AccountFacts): ReadonlyMap<string, User | Role> => {
  const made = principalIndexes.get(account)
  if (made) return made
  const index = new Map<string, User | Role>()
  if (account.users.state === 'known') for (const user of account.users.value) index.set(user.arn, user)
  if (account.roles.state === 'known') for (const role of account.roles.value) index.set(role.arn, role)
  principalIndexes.set(account, index)
  return index
}

/** What a rule has to know of the fact that it judges, beside the fact. */
interface Judged {
  readonly subject: Subject
  readonly identityClass: string | undefined
}

const judgedFact = (fact: JudgedFact, account: AccountFacts, configuration: AuditConfiguration): Judged => {
  const subject = subjectOf(fact, account)
  const principal = subject.principalArn === undefined ? undefined : principalsByArn(account).get(subject.principalArn)
  return { subject, identityClass: principal && identityClassOf(principal, configuration.identityClasses) }
}

const judgedFacts = new WeakMap<AccountFacts, WeakMap<AuditConfiguration, WeakMap<JudgedFact, Judged>>>()

/** A user is judged by forty rules, and is the same subject of the same class for each. */
const judgedOnce = (account: AccountFacts, configuration: AuditConfiguration): ((fact: JudgedFact) => Judged) => {
  const ofAccount = judgedFacts.get(account) ?? new WeakMap<AuditConfiguration, WeakMap<JudgedFact, Judged>>()
  judgedFacts.set(account, ofAccount)
  const known = ofAccount.get(configuration) ?? new WeakMap<JudgedFact, Judged>()
  ofAccount.set(configuration, known)
  return (fact) => {
    const before = known.get(fact)
    if (before !== undefined) return before
    const judged = judgedFact(fact, account, configuration)
    known.set(fact, judged)
    return judged
  }
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
    const source = name === 'cloudtrail' ? undefined : sources.get(name)
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

/** Turns a declaration into a rule whose subject type is hidden, so that all rules fit one list without a cast. */
export const defineRule = <const Specs extends ParameterSpecs, Fact extends JudgedFact>(
  declaration: RuleDeclaration<Specs, Fact>,
): Rule => {
  const { subjects, evaluate, commands, enabledByDefault = true, failsByAbsence = false, ...card } = declaration
  const specs: ParameterSpecs = declaration.parameters ?? {}

  interface Run {
    readonly account: AccountFacts
    readonly contextOf: (identityClass: string | undefined) => RuleContext<Specs>
    readonly distrust: Distrust
    readonly judgedOf: (fact: JudgedFact) => Judged
  }

  const judge = (fact: Fact | Unanswered, { account, contextOf, distrust, judgedOf }: Run): Evaluation => {
    if (fact.kind === 'unanswered') {
      const { about, reason } = fact
      return { ruleId: card.id, subject: subjectOf(about, account), outcome: unknown(reason), commands: [] }
    }
    const { subject, identityClass } = judgedOf(fact)
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
      const parameters = resolvedParameters(specs, settings, identityClass) as ParameterValues<Specs>
      const context = { now, account, parameters, configuration, activity, identityClass }
      known.set(identityClass, context)
      return context
    }
    const distrust = distrustIn({ needs: card.needs, failsByAbsence }, account)
    return { account, contextOf, distrust, judgedOf: judgedOnce(account, configuration) }
  }

  return {
    ...card,
    parameters: specs,
    enabledByDefault,
    failsByAbsence,
    run(account, context) {
      const found = subjects(account, context.configuration, context.activity)
      const list: Known<readonly (Fact | Unanswered)[]> = 'state' in found ? found : { state: 'known', value: found }
      if (list.state === 'unknown') {
        return [{ ruleId: card.id, subject: subjectOf(account, account), outcome: unknown(list.reason), commands: [] }]
      }
      const run = runOf(account, context)
      return list.value.map((fact) => judge(fact, run))
    },
  }
}
