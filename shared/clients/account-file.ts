import type { Caller } from './caller.ts'
import type { Collected, CollectionError } from './collection.ts'
import { evidenceFileOf } from './evidence-file.ts'
import type { EvidenceFile } from './evidence-file.ts'

interface AccountWords {
  readonly caller: Caller
  readonly collectedAt: Date
  /** Where was asked for what belongs to a Region. */
  readonly regions: readonly string[]
  /** All phases, in any number: all their errors go into the one file. */
  readonly collected: readonly Collected[]
}

const errorsOf = (collected: readonly Collected[]): readonly CollectionError[] =>
  collected.flatMap(({ errors }) => errors)

/** `account.json`: whose evidence this is, when it was collected, and what was not. */
export const accountFileOf = ({ caller, collectedAt, regions, collected }: AccountWords): EvidenceFile => {
  const alias = collected.map((part) => part.alias).find((name) => name !== undefined)
  return evidenceFileOf('account', {
    schemaVersion: 1,
    id: caller.accountId,
    partition: caller.partition,
    ...(alias === undefined ? {} : { alias }),
    callerArn: caller.arn,
    collectedAt,
    regions,
    errors: errorsOf(collected),
  })
}
