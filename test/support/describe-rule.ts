import { describe, expect, test } from 'vitest'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { type AuditConfiguration, defaultConfiguration } from '#shared/rules/configuration.ts'
import type { Evaluation, Rule } from '#shared/rules/rule.ts'
import { at } from './facts.ts'

type SilentCase = readonly [name: string, account: AccountFacts]
type SpokenCase = readonly [name: string, account: AccountFacts, words: string]

interface RuleTable {
  readonly now: string
  readonly configuration?: Partial<AuditConfiguration>
  readonly activity?: UsageProfile
  /** At least one subject is judged, and every one passes. */
  readonly pass: readonly SilentCase[]
  /** Exactly one subject fails, with exactly this message. */
  readonly fail: readonly SpokenCase[]
  /** At least one subject is not assessed, none passes or fails, and the first reason is exactly this. */
  readonly unknown?: readonly SpokenCase[]
  /** Nothing passes, fails or is unknown: there is no subject, or the rule does not apply to it. */
  readonly notApplicable?: readonly SilentCase[]
}

/** Runs a rule over a table. Refuses a side without cases and a name used twice. */
export const describeRule = (rule: Rule, table: RuleTable): void => {
  const run = (account: AccountFacts): readonly Evaluation[] =>
    rule.run(account, {
      now: at(table.now),
      configuration: { ...defaultConfiguration, ...table.configuration },
      ...(table.activity && { activity: table.activity }),
    })
  const outcomes = (account: AccountFacts) => run(account).map(({ outcome }) => outcome)

  describe(rule.id, () => {
    test('the table has both sides, and no case twice', () => {
      expect(table.pass.length, 'cases that pass').toBeGreaterThan(0)
      expect(table.fail.length, 'cases that fail').toBeGreaterThan(0)
      const names = [...table.pass, ...table.fail, ...(table.unknown ?? []), ...(table.notApplicable ?? [])].map(
        ([name]) => name,
      )
      expect(new Set(names).size).toBe(names.length)
    })
    test.each(table.pass)('passes: %s', (_name, account) => {
      const judged = outcomes(account).filter(({ status }) => status !== 'not-applicable')
      expect(judged.length).toBeGreaterThan(0)
      expect(
        judged.every(({ status }) => status === 'pass'),
        JSON.stringify(judged),
      ).toBe(true)
    })
    test.each(table.fail)('fails: %s', (_name, account, message) => {
      const failed = outcomes(account).flatMap((outcome) => (outcome.status === 'fail' ? [outcome.message] : []))
      expect(failed).toEqual([message])
    })
    test.each(table.unknown ?? [])('does not know: %s', (_name, account, reason) => {
      const judged = outcomes(account)
      expect(judged.filter(({ status }) => status === 'pass' || status === 'fail')).toEqual([])
      const reasons = judged.flatMap((outcome) => (outcome.status === 'unknown' ? [outcome.reason] : []))
      expect(reasons[0]).toBe(reason)
    })
    test.each(table.notApplicable ?? [])('does not apply: %s', (_name, account) => {
      expect(outcomes(account).filter(({ status }) => status !== 'not-applicable')).toEqual([])
    })
  })
}
