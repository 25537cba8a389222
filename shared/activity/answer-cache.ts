import type { Answer, AnswerCount, AnswerScope, CallGroup } from './call-group.ts'
import { resolutionOf } from './fold-requests.ts'
import type { EmptyField, LazyRecords } from './lazy-record.ts'
import { newSighting } from './sightings.ts'

/** So many are remembered at first, and then only where one in five comes back: names of streams and of sessions do not. */
const PATIENCE = 512
const MISSES_PER_HIT = 4

/** The answer for a record: one that is remembered, else the mapping's. */
export class AnswerCache {
  readonly #lazy: LazyRecords

  constructor(lazy: LazyRecords) {
    this.#lazy = lazy
  }

  /** For the selected record. `parameters`: the scanner's number for their bytes, negative without one. */
  countOf(group: CallGroup, parameters: number): AnswerCount {
    const known = group.counts.get(parameters)
    if (known && this.#lazy.areEmpty(known.empty)) return known
    const { scope } = group
    const answer = scope.answers.get(parameters)
    if (answer && this.#lazy.areEmpty(answer.empty)) {
      scope.hits += 1
      return share(group, parameters, answer)
    }
    return this.#ask(group, parameters)
  }

  #ask(group: CallGroup, parameters: number): AnswerCount {
    const { scope } = group
    scope.misses += 1
    this.#lazy.beginReads()
    const resolution = resolutionOf(this.#lazy.record, scope.mapping)
    const isWorth = parameters >= 0 && scope.isKnown && isPromising(scope) && !scope.answers.has(parameters)
    const empty = isWorth ? this.#lazy.emptyFieldsRead() : undefined
    if (!empty) return { group, resolution, empty: NOT_EMPTY, isShared: false, seen: newSighting(), event: undefined }
    const answer = { resolution, empty }
    scope.answers.set(parameters, answer)
    return share(group, parameters, answer)
  }
}

const NOT_EMPTY: readonly EmptyField[] = []

/** False: so few of its parameters came back that numbering them costs more than it saves. */
export const isPromising = ({ hits, misses }: AnswerScope): boolean => misses <= PATIENCE + hits * MISSES_PER_HIT

const share = (group: CallGroup, parameters: number, { resolution, empty }: Answer): AnswerCount => {
  const made = { group, resolution, empty, isShared: true, seen: newSighting(), event: undefined }
  group.counts.set(parameters, made)
  return made
}
