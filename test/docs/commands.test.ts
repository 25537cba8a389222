import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { commandsIn, credauditWords, PAGES, wordsOf } from '#test/support/documented-commands.ts'
import { faultIn, startDocumentedPlace } from '#test/support/run-documented.ts'

vi.setConfig({ testTimeout: 180_000 })

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Readonly<Record<string, string>> }

/** What no test runs, and why. The scripts themselves must be there. */
const NOT_RUN: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^git clone /, 'there is no address before there is a first release'],
  [/^npm ci$/, 'it is how this checkout came to be'],
  [
    /^npm (test|run (?:--silent )?[a-z:]+)( -- .*)?$/,
    'scripts of package.json: CI runs them, and deploying needs an account',
  ],
  [/^(?:job=\$\()?aws [a-z0-9-]+ [a-z0-9-]+/, 'needs an account'],
  [/^node infra\/scripts\/[a-z-]+\.ts/, 'draws or prints for people'],
  [/^npm pack$|^npm install /, '`npm run check:package` packs, installs and runs'],
  [/^npx osls remove /, 'takes a stack down'],
  [/^(source|eval) |^credaudit completion /, 'of the shell'],
]

const commands = PAGES.flatMap(commandsIn)
const ours = commands.flatMap(({ page, line }) => {
  const words = credauditWords(line)
  return words === undefined ? [] : [{ page, line, words }]
})
const others = commands.filter(({ line }) => credauditWords(line) === undefined)

let place: Awaited<ReturnType<typeof startDocumentedPlace>>
beforeAll(async () => {
  place = await startDocumentedPlace()
})
afterAll(() => place.stop())

describe('commands of ours', () => {
  test('there are some', () => expect(ours.length).toBeGreaterThan(5))
  test.each(ours)('$page: $line', async ({ words }) => {
    expect(faultIn(words, await place.run(words))).toBeUndefined()
  })
})

describe('other commands are known', () => {
  test.each(others)('$page: $line', ({ line }) => {
    expect(NOT_RUN.filter(([pattern]) => pattern.test(line)).length).toBeGreaterThan(0)
    const script = /^npm run (?:--silent )?([a-z:]+)/.exec(line)?.[1]
    if (script !== undefined) expect(Object.keys(scripts)).toContain(script)
    const file = /^node (\S+\.ts)/.exec(line)?.[1]
    if (file !== undefined) expect(() => readFileSync(file)).not.toThrow()
  })
})

test('words are split as a shell splits them', () => {
  expect(wordsOf(`a --param="b c" 'd e' f`)).toEqual(['a', '--param=b c', 'd e', 'f'])
})
