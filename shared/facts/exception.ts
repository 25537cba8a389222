/** One line of the exceptions file, or one opt-out tag, and what became of it in this run. */
export interface ExceptionUse {
  readonly kind: 'exception'
  readonly origin: 'file' | 'tag'
  readonly ruleId: string
  /** A pattern over ARN, name or access key id; of a tag the ARN of who carries it. */
  readonly subject: string
  readonly reason: string
  readonly owner: string
  /** The first instant at which it no longer holds. */
  readonly endsAt: Date
  /** Where a person finds it: `exceptions.yaml line 4`. */
  readonly place: string
  /** Findings that it excepts, or would except if it had not ended. */
  readonly matched: number
  /** The rule could not judge every subject, so that no match means nothing. */
  readonly ruleInTheDark: boolean
}

/** A tag by which a user or role excepts itself, readable or not. */
export interface OptOutTag {
  readonly kind: 'opt-out-tag'
  readonly principal: {
    readonly kind: 'user' | 'role'
    readonly arn: string
    readonly name: string
    readonly uniqueId?: string
  }
  readonly key: string
  readonly value: string
  readonly reading:
    | {
        readonly state: 'read'
        readonly ruleIds: readonly string[]
        readonly owner: string
        readonly reason: string
        readonly endsAt: Date
      }
    | { readonly state: 'refused'; readonly problem: string }
}
