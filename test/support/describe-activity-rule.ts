import { describe, expect, test } from 'vitest'
import type { AccountFacts } from '#shared/facts/account.ts'
import { known } from '#shared/facts/known.ts'
import { type AuditConfiguration, defaultConfiguration } from '#shared/rules/configuration.ts'
import type { Rule } from '#shared/rules/rule.ts'
import type { Severity } from '#shared/rules/severity.ts'
import { activityOf, type Event } from './activity.ts'
import { account, at } from './facts.ts'
import { trail } from './trail-chain.ts'

interface SilentCase {
  readonly name: string
  readonly events: readonly Event[]
  readonly account?: AccountFacts
  readonly configuration?: Partial<AuditConfiguration>
}
interface FailingCase extends SilentCase {
  readonly message: string
  readonly severity?: Severity
}
interface UnknownCase extends SilentCase {
  readonly reason: string
}

interface ActivityTable {
  readonly now: string
  readonly pass: readonly SilentCase[]
  readonly fail: readonly FailingCase[]
  readonly unknown?: readonly UnknownCase[]
  readonly notApplicable?: readonly SilentCase[]
}

/** An account with a trail of all Regions that logs. */
export const watchedAccount = (more: Partial<AccountFacts> = {}): AccountFacts =>
  account({ trails: known([trail()]), ...more })

/** The same, with its policies in the evidence. */
export const withItsPolicies = (): AccountFacts =>
  watchedAccount({
    sources: new Map([
      ['account-authorization-details', { state: 'read', file: 'account-authorization-details.json' }],
    ]),
  })

/** Runs a rule over logs. Each rule is also held to say nothing where there is no log. */
export const describeActivityRule = (rule: Rule, table: ActivityTable): void => {
  const outcomes = (one: SilentCase) =>
    rule
      .run(one.account ?? watchedAccount(), {
        now: at(table.now),
        configuration: { ...defaultConfiguration, ...one.configuration },
        activity: activityOf(...one.events),
      })
      .map(({ outcome }) => outcome)

  describe(rule.id, () => {
    test('the table has both sides', () => {
      expect(table.pass.length).toBeGreaterThan(0)
      expect(table.fail.length).toBeGreaterThan(0)
    })
    test('says nothing without a log', () => {
      const judged = rule.run(watchedAccount(), { now: at(table.now), configuration: defaultConfiguration })
      expect(judged.map(({ outcome }) => outcome)).toEqual([
        { status: 'unknown', reason: 'there is no CloudTrail activity in the evidence' },
      ])
    })
    test.each(table.pass)('passes: $name', (one) => {
      const judged = outcomes(one).filter(({ status }) => status !== 'not-applicable')
      expect(judged.length).toBeGreaterThan(0)
      expect(judged.filter(({ status }) => status !== 'pass')).toEqual([])
    })
    test.each(table.fail)('fails: $name', (one) => {
      const failed = outcomes(one).flatMap((outcome) => (outcome.status === 'fail' ? [outcome] : []))
      expect(failed.map(({ message }) => message)).toEqual([one.message])
      const severity = failed[0]?.severity ?? rule.severity
      expect(severity).toBe(one.severity ?? severity)
      expect(failed[0]?.evidence).toBeDefined()
    })
    test.each(table.unknown ?? [])('does not know: $name', (one) => {
      const judged = outcomes(one)
      expect(judged.filter(({ status }) => status === 'pass' || status === 'fail')).toEqual([])
      const [first] = judged.flatMap((outcome) => (outcome.status === 'unknown' ? [outcome.reason] : []))
      expect(first).toBe(one.reason)
    })
    test.each(table.notApplicable ?? [])('does not apply: $name', (one) => {
      expect(outcomes(one).filter(({ status }) => status !== 'not-applicable')).toEqual([])
    })
  })
}
