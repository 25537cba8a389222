import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { commands } from '#cli/commands/index.ts'
import { wordsOf } from '#test/support/documented-commands.ts'
import { runCredaudit } from '#test/support/run-credaudit.ts'
import { faultIn, startDocumentedPlace } from '#test/support/run-documented.ts'

vi.setConfig({ testTimeout: 180_000 })

let place: Awaited<ReturnType<typeof startDocumentedPlace>>
beforeAll(async () => {
  place = await startDocumentedPlace()
})
afterAll(() => place.stop())

const examplesIn = (help: string): readonly string[] =>
  [...help.matchAll(/^ {2}credaudit (.*)$/gm)].map(([, words = '']) => words)

describe.each([...commands.keys()])('%s --help', (name) => {
  test('has examples, and each of them is right', async () => {
    const { code, stdout } = await runCredaudit(name, '--help')
    const examples = examplesIn(stdout)
    expect([code, examples.length > 0]).toEqual([0, true])
    for (const example of examples) {
      // Shells run what `completion` prints; the rest of the line is theirs.
      const words = wordsOf(
        example
          .replace(/\s[|>].*$/, '')
          .replaceAll('PARTITION:sns:REGION:ACCOUNT', 'aws:sns:eu-central-1:123456789012'),
      )
      expect([example, faultIn(words, await place.run(words))]).toEqual([example, undefined])
    }
  })
})

describe('what is nearly right', () => {
  test.each([
    [['audti'], /Did you mean audit\?/],
    [['audit', '--evidenc', 'x'], /Did you mean --evidence\?/],
    [['audit', '--format', 'jsn'], /jsn is not one of table, json/],
  ])('%j says what was meant', async (words, message) => {
    const { code, stdout, stderr } = await runCredaudit(...words)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })
})
