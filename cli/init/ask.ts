import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { UsageError } from '../exit-codes.ts'
import type { InitAnswers } from './answers.ts'
import { type Question, questions } from './questions.ts'

export interface Terminal {
  readonly input: Readable
  readonly output: Writable
}

type Ask = <Answer>(question: Question<Answer>) => Promise<Answer>

/** Calls `ask` for each question, in the order of the list. */
const answersBy = async (ask: Ask): Promise<InitAnswers> => ({
  account: await ask(questions.account),
  isOrganization: await ask(questions.isOrganization),
  knownAccounts: await ask(questions.knownAccounts),
  keyAgeDays: await ask(questions.keyAgeDays),
  machineKeyAgeDays: await ask(questions.machineKeyAgeDays),
  keyIdleDays: await ask(questions.keyIdleDays),
  passwordIdleDays: await ask(questions.passwordIdleDays),
  passwordLength: await ask(questions.passwordLength),
  machinePatterns: await ask(questions.machinePatterns),
  breakGlassPatterns: await ask(questions.breakGlassPatterns),
  mail: await ask(questions.mail),
  slack: await ask(questions.slack),
  exceptionsOwner: await ask(questions.exceptionsOwner),
})

export const defaultAnswers = (): Promise<InitAnswers> =>
  answersBy((question) => Promise.resolve(question.read(question.default)))

/** Asks line by line, again where an answer cannot be; an empty line is the default. Lines that come early (a pipe) wait their turn. */
export const askAll = async ({ input, output }: Terminal): Promise<InitAnswers> => {
  const reader = createInterface({ input })
  const lines = reader[Symbol.asyncIterator]()
  const ask: Ask = async ({ asks, default: fallback, read }) => {
    for (;;) {
      output.write(`${asks} [${fallback}]: `)
      const { value, done } = await lines.next()
      if (done === true)
        throw new UsageError('The answers ended before the questions; nothing was written. --yes takes the defaults.')
      try {
        return read(value.trim() === '' ? fallback : value.trim())
      } catch (error) {
        output.write(`  ${error instanceof RangeError ? error.message : 'That cannot be used.'}\n`)
      }
    }
  }
  try {
    return await answersBy(ask)
  } finally {
    reader.close()
  }
}
