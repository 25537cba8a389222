import type { Answer, AnswerCount, AnswerScope, CallGroup, CallGroups } from './call-group.ts'
import { resolutionOf } from './fold-requests.ts'
import type { EmptyField, LazyRecords } from './lazy-record.ts'

/** So many are remembered at first, and then only where one in five comes back: names of streams and of sessions do not. */
const PATIENCE = 512
const MISSES_PER_HIT = 4
/** Of all scopes together; then it begins anew. */
const MOST_TEXTS = 4096
const LONGEST_TEXT = 2048

/** The answer for a record: one that is remembered, else the mapping's. */
export class AnswerCache {
  readonly #lazy: LazyRecords
  readonly #groups: CallGroups
  /** By what the mapping looks at in the text of the parameters. */
  readonly #byText = new Map<AnswerScope, Map<string, Answer>>()
  #texts = 0

  constructor(lazy: LazyRecords, groups: CallGroups) {
    this.#lazy = lazy
    this.#groups = groups
  }

  /** For the selected record. `parameters`: the scanner's number for their bytes, negative without one. */
  countOf(group: CallGroup, parameters: number): AnswerCount {
    const known = group.counts.get(parameters)
    if (known && this.#lazy.areEmpty(known.empty)) return known
    const { scope } = group
    const answer = scope.answers.get(parameters)
    if (answer && this.#lazy.areEmpty(answer.empty)) {
      scope.hits += 1
      return this.#share(group, parameters, answer)
    }
    return this.#ask(group, parameters)
  }

  #ask(group: CallGroup, parameters: number): AnswerCount {
    const { scope } = group
    scope.misses += 1
    const text = this.#textOf(scope)
    const alike = text === undefined ? undefined : this.#byText.get(scope)?.get(text)
    if (alike && this.#lazy.areEmpty(alike.empty)) return this.#shareAlike(group, alike)
    this.#lazy.beginReads()
    const resolution = resolutionOf(this.#lazy.record, scope.mapping)
    const isWorth = parameters >= 0 && scope.isKnown && isPromising(scope) && !scope.answers.has(parameters)
    const empty = isWorth || text !== undefined ? this.#lazy.emptyFieldsRead() : undefined
    if (!empty) return countOf(group, { resolution, empty: NOT_EMPTY }, false)
    const answer = { resolution, empty }
    if (text !== undefined) this.#keepText(scope, text, answer)
    if (!isWorth) return countOf(group, answer, false)
    scope.answers.set(parameters, answer)
    return this.#share(group, parameters, answer)
  }

  #share(group: CallGroup, parameters: number, answer: Answer): AnswerCount {
    const made = countOf(group, answer, true)
    group.counts.set(parameters, made)
    this.#groups.noteCount()
    return made
  }

  #shareAlike(group: CallGroup, answer: Answer): AnswerCount {
    const known = group.countsByAnswer.get(answer)
    if (known) return known
    const made = countOf(group, answer, true)
    group.countsByAnswer.set(answer, made)
    this.#groups.noteCount()
    return made
  }

  #textOf({ lookedAt }: AnswerScope): string | undefined {
    return lookedAt && this.#lazy.parametersLength <= LONGEST_TEXT ? lookedAt(this.#lazy.parametersText()) : undefined
  }

  #keepText(scope: AnswerScope, text: string, answer: Answer): void {
    if (this.#texts === MOST_TEXTS) {
      this.#byText.clear()
      this.#texts = 0
    }
    const known = this.#byText.get(scope) ?? new Map<string, Answer>()
    this.#byText.set(scope, known.set(text, answer))
    this.#texts += 1
  }
}

const NOT_EMPTY: readonly EmptyField[] = []

/** False: so few of its parameters came back that numbering them costs more than it saves. */
export const isPromising = ({ hits, misses }: AnswerScope): boolean => misses <= PATIENCE + hits * MISSES_PER_HIT

const countOf = (group: CallGroup, { resolution, empty }: Answer, isShared: boolean): AnswerCount => ({
  group,
  resolution,
  empty,
  isShared,
  count: 0,
  first: Infinity,
  last: -Infinity,
  event: undefined,
})
