import type { AccessLevel } from '#shared/catalogue/actions.ts'
import type { PolicyCheck } from '#shared/facts/policy-check.ts'

/** The elements of IAM's policy language, in IAM's own case. */
export interface PolicyStatement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

export interface ProposedPolicy {
  readonly Version: '2012-10-17'
  readonly Statement: readonly PolicyStatement[]
}

/** One deliberate step beyond what was observed: always named, and checked again by the proof. */
export interface GeneralisationStep {
  readonly action: string
  readonly resource: string
  /** How many observed resources it stands for. */
  readonly observed: number
  readonly because: string
}

export interface UsedAction {
  readonly action: string
  readonly resources: readonly string[]
  readonly count: number
  readonly first: string | null
  readonly last: string | null
}

export interface UnmappedEvent {
  readonly eventSource: string
  readonly eventName: string
  readonly count: number
}

export interface NotCovered {
  readonly action: string
  readonly resources: readonly string[]
  readonly context: Readonly<Record<string, string>>
  readonly reason: string
}

export interface Wider {
  readonly action: string
  readonly resource: string
  readonly because: string
  /** False: no named step explains it, which is a fault of the suggestion. */
  readonly named: boolean
}

export interface BeyondToday {
  readonly action: string
  readonly resource: string
  readonly reason: string
}

export interface PolicyProof {
  /** Distinct permitted requests that the policies allow. */
  readonly covered: number
  readonly notCovered: readonly NotCovered[]
  readonly wider: readonly Wider[]
  readonly assumptions: readonly string[]
  /** What was only ever refused, and would be allowed now. */
  readonly deniedNowAllowed: readonly NotCovered[]
  /** What the policies allow and the principal's own policies do not, or only under a condition. Null: today's policies are not known. */
  readonly beyondToday: readonly BeyondToday[] | null
  /** What AWS itself says of the policies, where it was asked. */
  readonly checks?: readonly PolicyCheck[]
}

export interface Removed {
  /** Actions that the principal may call today and could not with the suggestion. */
  readonly actions: number
  readonly byAccessLevel: Readonly<Record<AccessLevel, number>>
  readonly escalationPathsClosed: readonly string[]
  readonly escalationPathsLeft: readonly string[]
  readonly states: RemovedStates
  readonly bySensitiveClass: Readonly<Record<string, number>>
  readonly before: Reach
  readonly after: Reach
  /** IAM's service last accessed beside the log. Null: there is no report on this principal. */
  readonly secondWitness: SecondWitness | null
}

/** An action, or a service as a whole, that IAM saw asked for and the log does not show. */
export interface Contradiction {
  readonly what: string
  readonly lastAccessed: string
  /** False: before the log begins, so that the log need not show it. */
  readonly inWindow: boolean
}

export interface SecondWitness {
  readonly file: string
  readonly generatedAt: string | null
  /** Granted actions that are unused in the log and by IAM's report alike. */
  readonly confirmed: number
  /** Unused in the log, and the report does not go into them: data events, services or actions that IAM does not track. */
  readonly notTold: number
  readonly contradicted: readonly Contradiction[]
}

export interface RemovedStates {
  readonly used: number
  readonly unusedAndLogged: number
  readonly unusedNotObservable: number
  /** The first of those that could not have been seen, by name. */
  readonly notObservable: readonly string[]
  readonly usedWithoutGrant: readonly string[]
}

/** Blast radius in numbers. */
export interface Reach {
  readonly actions: number
  readonly onAllResources: number
  readonly services: number
  readonly byAccessLevel: Readonly<Record<AccessLevel, number>>
}

export type Verdict = 'ready' | 'review' | 'refused'

export type PrincipalKind = 'user' | 'role' | 'group' | 'permission-set-role' | 'unlisted'

/** The JSON of `credaudit suggest`: one for each principal. */
export interface PolicySuggestion {
  readonly principal: string
  readonly kind: PrincipalKind
  /** Where the policy belongs, if not on the principal itself. */
  readonly permissionSet?: string
  /** The log of the principal's account; `logged`: on how many of its days there is any record. */
  readonly window: {
    readonly from: string | null
    readonly to: string | null
    readonly days: number
    readonly logged: number
  }
  readonly used: readonly UsedAction[]
  readonly denied: readonly UsedAction[]
  readonly unmapped: readonly UnmappedEvent[]
  readonly policies: readonly { readonly document: ProposedPolicy; readonly characters: number }[]
  readonly proof: PolicyProof
  /** Null: today's policies are not known, so nothing can be said to go. */
  readonly removed: Removed | null
  readonly commands: { readonly attach: readonly string[]; readonly rollBack: readonly string[] }
  readonly verdict: Verdict
  readonly reasons: readonly string[]
}
