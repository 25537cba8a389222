import type { ObservedRequest } from '#shared/facts/observed-request.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { type ActivityPrincipal, attributionOf } from './attribution.ts'
import { type MfaMark, mfaMarkOf, type OccurrenceKind, occurrenceKindsOf } from './occurrence.ts'
import { type CallOutcome, outcomeOf } from './outcome.ts'
import { coverageKindOf, type SkipReason, skipReasonOf } from './record-kind.ts'
import { clipValue } from './value-set.ts'
import { actionKey, principalKey } from './usage-profile.ts'

/** What a record stands for, by the catalogue's mapping. */
export type MappingOf = (record: TrailRecord) => {
  readonly actions: readonly string[]
  readonly requests: readonly ObservedRequest[]
  readonly mappedBy: string
  readonly notes: readonly string[]
}

/** The mapping, given to the fold so that reading does not depend on it. Without the first two of these no answer serves twice. */
export interface RequestsOf extends MappingOf {
  /**
   * All that the mapping looks at besides parameters, resources, response, error text and additional data: where it is equal
   * and those are, so is the answer.
   */
  readonly scopeOf?: (record: TrailRecord) => string
  /** The mapping for all records of the scope of this one. */
  readonly within?: (record: TrailRecord) => MappingOf
  /** Makes texts of parameters equal where they differ only in what the mapping does not look at; for all records of the scope. */
  readonly lookedAtOf?: (record: TrailRecord) => ((parameters: string) => string) | undefined
}

/** Everything that a record says besides its time, id and parameters: equal rows are folded together. */
export interface RecordRow {
  readonly coverageAccount: string
  readonly coverageRegion: string
  readonly coverageKind: string
  /** Undefined: counted for coverage only, with the reason in `skip`. */
  readonly use: RowUse | undefined
  readonly skip: SkipReason | undefined
}

export interface RowUse {
  readonly principal: ActivityPrincipal
  readonly principalKey: string
  readonly actionKey: string
  readonly eventSource: string
  readonly eventName: string
  readonly invokedBy: string
  readonly privilegedTask: boolean
  readonly outcome: CallOutcome
  readonly errorCode: string
  readonly region: string
  readonly sourceAddress: string
  readonly userAgent: string
  readonly accessKeyId: string
  readonly mfa: MfaMark
  readonly occurrences: readonly OccurrenceKind[]
}

export const recordRowOf = (record: TrailRecord): RecordRow => {
  const skip = skipReasonOf(record)
  const attribution = skip === undefined ? attributionOf(record) : undefined
  const coverage = {
    coverageAccount: record.recipientAccountId ?? record.userIdentity?.accountId ?? '',
    coverageRegion: record.awsRegion ?? '',
    coverageKind: coverageKindOf(record),
  }
  if (skip !== undefined || attribution === undefined)
    return { ...coverage, use: undefined, skip: skip ?? 'no identity' }
  const call = {
    eventSource: clipValue(record.eventSource ?? ''),
    eventName: clipValue(record.eventName ?? ''),
    invokedBy: clipValue(attribution.invokedBy),
    privilegedTask: attribution.privilegedTask,
  }
  return {
    ...coverage,
    skip: undefined,
    use: {
      ...call,
      principal: attribution.principal,
      principalKey: principalKey(attribution.principal),
      actionKey: actionKey(call),
      outcome: outcomeOf(record),
      errorCode: record.errorCode ?? '',
      region: record.awsRegion ?? '',
      sourceAddress: record.sourceIPAddress ?? '',
      userAgent: record.userAgent ?? '',
      accessKeyId: record.userIdentity?.accessKeyId ?? '',
      mfa: mfaMarkOf(record),
      occurrences: occurrenceKindsOf(record, attribution),
    },
  }
}
