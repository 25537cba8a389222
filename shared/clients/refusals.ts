import { NotAsked } from './failure.ts'
import type { Failure } from './failure.ts'

const ENOUGH = 3

/** Remembers calls that fail for one after the other: what is denied of three in a row need not be asked of five thousand. */
export interface Refusals {
  /** Throws instead of letting a call be made that would fail again. */
  check(call: string): void
  answered(call: string): void
  failed(call: string, failure: Failure): void
}

export const startRefusals = (): Refusals => {
  const inARow = new Map<string, { readonly failure: Failure; readonly times: number }>()
  return {
    check: (call) => {
      const refused = inARow.get(call)
      if (refused === undefined || refused.times < ENOUGH) return
      const { code, reason } = refused.failure
      throw new NotAsked(code, `Not asked, since ${call} failed ${ENOUGH} times in a row. The last answer: ${reason}`)
    },
    answered: (call) => void inARow.delete(call),
    failed: (call, failure) => {
      const before = inARow.get(call)
      const times = before?.failure.code === failure.code ? before.times + 1 : 1
      if (before === undefined || before.times < ENOUGH) inARow.set(call, { failure, times })
    },
  }
}
