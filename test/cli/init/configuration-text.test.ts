import { expect, test } from 'vitest'
import type { InitAnswers } from '#cli/init/answers.ts'
import { defaultAnswers } from '#cli/init/ask.ts'
import { configurationText } from '#cli/init/configuration-text.ts'
import { exceptionsText } from '#cli/init/exceptions-text.ts'
import { parseExceptions } from '#shared/findings/parse-exceptions.ts'
import { allRules } from '#shared/rules/index.ts'
import { parseConfiguration } from '#shared/rules/parse-configuration.ts'

const now = new Date('2026-11-20T06:00:00Z')
const read = async (changes: Partial<InitAnswers> = {}) =>
  parseConfiguration(configurationText({ ...(await defaultAnswers()), ...changes }, './s.json'), 'c.yaml', allRules)

test('says what was answered, and the program reads it so', async () => {
  const configuration = await read({
    knownAccounts: ['012345678901'],
    keyAgeDays: 60,
    machineKeyAgeDays: 200,
    machinePatterns: ['svc-*'],
    breakGlassPatterns: [],
  })
  expect(configuration.knownAccounts).toEqual(['012345678901'])
  expect(configuration.identityClasses).toEqual([{ name: 'machine', match: [{ name: 'svc-*' }] }])
  expect(configuration.rules.get('access-key-not-rotated')).toEqual({
    parameters: { maxAgeDays: 60 },
    classes: new Map([['machine', { maxAgeDays: 200 }]]),
  })
})
test('no class at all', async () => {
  expect((await read({ machinePatterns: [], breakGlassPatterns: [] })).identityClasses).toEqual([])
})
test.each(['a: b', '#x', "it's", '"x"', '{{', '@team', 'yes', '\u2028'])(
  'a pattern stays one string: %s',
  async (name) => {
    const { identityClasses } = await read({ machinePatterns: [name], breakGlassPatterns: [] })
    expect(identityClasses).toEqual([{ name: 'machine', match: [{ name }] }])
  },
)
test('the exceptions file holds none, and the one in its comment is one', async () => {
  const text = exceptionsText({ ...(await defaultAnswers()), exceptionsOwner: 'ops: "x"' }, './s.json')
  const context = { fileName: 'e.yaml', rules: allRules, now }
  expect(parseExceptions(text, context)).toEqual([])
  const uncommented = text.replace(' []', '').replaceAll(/^# ( *-| {3}\w)/gm, ' $1')
  expect(parseExceptions(uncommented, context)).toMatchObject([{ ruleId: 'access-key-not-rotated', owner: 'ops: "x"' }])
})
