import type { AnswerCount } from './call-group.ts'
import type { CountedEvent } from './event-sketch.ts'
import type { CachedRow } from './row-cache.ts'

const FIRST_ROOM = 1024

/** The records of a file, in order, until it has proved readable. Numbers lie in arrays of their own: millions pass here. */
export class FoldJournal {
  readonly rows: CachedRow[] = []
  /** Undefined: nothing that the profile would keep. */
  readonly answers: (AnswerCount | undefined)[] = []
  /** Undefined: not among the events that are told apart. */
  readonly events: (CountedEvent | undefined)[] = []
  #times = new Float64Array(FIRST_ROOM)
  #marks = new Float64Array(FIRST_ROOM)

  get length(): number {
    return this.rows.length
  }

  add(row: CachedRow, at: number): void {
    const index = this.rows.length
    if (index === this.#times.length) this.#grow()
    this.rows.push(row)
    this.answers.push(undefined)
    this.events.push(undefined)
    this.#times[index] = at
  }

  /** What the record that was added last asked for, and which event it is. */
  answerLast(answer: AnswerCount | undefined, event: CountedEvent | undefined, mark: number): void {
    const index = this.rows.length - 1
    this.answers[index] = answer
    this.events[index] = event
    this.#marks[index] = mark
  }

  time(index: number): number {
    return this.#times[index] ?? 0
  }

  mark(index: number): number {
    return this.#marks[index] ?? 0
  }

  clear(): void {
    this.rows.length = 0
    this.answers.length = 0
    this.events.length = 0
  }

  #grow(): void {
    const [times, marks] = [this.#times, this.#marks]
    this.#times = new Float64Array(times.length * 2)
    this.#marks = new Float64Array(times.length * 2)
    this.#times.set(times)
    this.#marks.set(marks)
  }
}
