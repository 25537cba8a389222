import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isJsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import { unknownFact } from '#shared/facts/known.ts'
import { activityRules } from '#shared/rules/activity/index.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { activityOf, type Event } from '#test/support/activity.ts'
import { account, at } from '#test/support/facts.ts'

/** What each rule of this family raises of a public log, judged the day after. */
const raisedBy = (events: readonly Event[], now: string): Record<string, number> => {
  const raised: Record<string, number> = {}
  const facts = account({ id: unknownFact('no account.json'), root: unknownFact('no report') })
  for (const rule of activityRules) {
    const fails = rule
      .run(facts, { now: at(now), configuration: defaultConfiguration, activity: activityOf(...events) })
      .filter(({ outcome }) => outcome.status === 'fail')
    if (fails.length > 0) raised[rule.id] = fails.length
  }
  return raised
}

const PANTHER = '../shared/data/panther-analysis/rules/aws_cloudtrail_rules/'
const linesOf = (name: string): readonly Event[] =>
  readFileSync(`${PANTHER}${name}.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JsonValue)
    .filter(isJsonObject)

test.skipIf(!existsSync(PANTHER)).each([
  ['aws_console_root_login', { 'root-console-sign-in': 1 }],
  ['aws_console_root_login_failed', { 'root-console-sign-in': 1, 'root-sign-in-failed': 1 }],
  ['aws_root_password_changed', { 'root-password-changed': 1 }],
  // One key for the root user itself, one for a user.
  ['aws_root_access_key_created', { 'credential-made-by-root': 2, 'root-api-call': 1 }],
])('published root events raise what their names say: %s', (name, expected) => {
  expect(raisedBy(linesOf(name), '2019-01-02')).toMatchObject(expected)
  expect(Object.keys(raisedBy(linesOf(name), '2019-01-02')).filter((id) => /root/.test(id))).toEqual(
    Object.keys(expected).sort(),
  )
})

const GRYCAP = '../shared/data/grycap/sample-cloudtrail-event.json'
test.skipIf(!existsSync(GRYCAP))('services that act as root, in a real account, raise nothing about root', () => {
  const file = JSON.parse(readFileSync(GRYCAP, 'utf8')) as JsonValue
  const records = isJsonObject(file) ? ownProperty(file, 'Records') : undefined
  const events = Array.isArray(records) ? (records as readonly JsonValue[]).filter(isJsonObject) : []
  expect(events.filter((event) => JSON.stringify(event['userIdentity']).includes('"Root"')).length).toBe(7)
  expect(Object.keys(raisedBy(events, '2017-06-02')).filter((id) => /root/.test(id))).toEqual([])
})
