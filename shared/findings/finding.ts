import type { JsonValue } from '#shared/facts/json.ts'
import type { Severity } from '#shared/rules/severity.ts'

export type FindingStatus = 'new' | 'open' | 'changed' | 'resolved' | 'excepted'

/** What the owner must know. This is the published form (`docs/json.md`): keys are added, never renamed. */
export interface Finding {
  /** Stable across runs: made of the rule, the account and the subject's own ids. */
  readonly id: string
  readonly ruleId: string
  /** Of the rule: `root`, `access-keys`, `policies`, … */
  readonly family: string
  readonly title: string
  readonly severity: Severity
  /** 0 to 100: severity, weighed by idle time, the power of the principal and its exposure. For ranking within a severity. */
  readonly risk: number
  readonly riskReasons: readonly string[]
  readonly status: FindingStatus
  readonly firstSeen: string
  /** Since when the fault itself exists, where that is known. */
  readonly since?: string | undefined
  readonly subject: FindingSubject
  readonly owner?: string | undefined
  readonly message: string
  readonly evidence: Readonly<Record<string, JsonValue>>
  readonly remediation: { readonly text: string; readonly commands: readonly string[] }
  readonly frameworks: readonly string[]
  /** Rules that found the same of the same subject and gave way to this one, which tells more. */
  readonly alsoTells?: readonly string[]
  readonly documentation: string
  /** With status `changed`: what is different since the last run, in words. */
  readonly change?: string
  /** With status `resolved`, and once with `excepted`: what made it so. */
  readonly resolution?: Resolution
  /** With status `excepted`. */
  readonly exception?: FindingException
}

export interface Resolution {
  /** `gone`: the subject is no longer there. */
  readonly how: 'fixed' | 'gone' | 'excepted'
  readonly words: string
}

export interface FindingException {
  readonly origin: 'file' | 'tag'
  readonly reason: string
  readonly owner: string
  readonly endsAt: string
}

export interface FindingSubject {
  readonly type: string
  readonly arn: string
  readonly name: string
  readonly accessKeyId?: string
}

export interface NotAssessed {
  readonly ruleId: string
  readonly subject?: FindingSubject
  readonly reason: string
}

export { isAtLeast, SEVERITIES, type Severity } from '#shared/rules/severity.ts'
