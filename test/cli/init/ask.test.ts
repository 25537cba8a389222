import { PassThrough, Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { askAll, defaultAnswers } from '#cli/init/ask.ts'

const asked = async (...lines: readonly string[]) => {
  const output = new PassThrough()
  const answers = await askAll({ input: Readable.from(lines.map((line) => `${line}\n`)), output })
  return { answers, shown: String(output.read()) }
}
const EMPTY = Array.from({ length: 13 }, () => '')

test('empty lines are the defaults', async () => {
  const { answers } = await asked(...EMPTY)
  expect(answers).toEqual(await defaultAnswers())
})
test('a wrong answer is asked for again', async () => {
  const { answers, shown } = await asked('12', '123456789012', ...EMPTY.slice(1))
  expect(answers.account).toBe('123456789012')
  expect(shown).toContain('It must be twelve digits')
})
test('answers that end early are an error', async () => {
  await expect(asked('123456789012')).rejects.toThrow(/nothing was written/)
})
