import { describe, expect, test } from 'vitest'
import type { OrganizationFacts } from '#shared/organization/organization-facts.ts'
import type { OrganizationRule } from '#shared/organization/organization-rule.ts'

type Told = readonly (readonly [status: string, subject: string, words?: string])[]

interface Row {
  readonly name: string
  readonly facts: OrganizationFacts
  readonly knownAccounts?: readonly string[]
  /** All verdicts that are neither passed nor not applicable. */
  readonly told: Told
}

const toldBy = (rule: OrganizationRule, { facts, knownAccounts = [] }: Row): Told =>
  rule.judge(facts, { knownAccounts }).flatMap(({ subject, outcome }) => {
    if (outcome.status === 'fail')
      return [
        [`fail${outcome.severity === undefined ? '' : ` ${outcome.severity}`}`, subject.identity, outcome.message],
      ]
    return outcome.status === 'unknown' ? [['unknown', subject.identity, outcome.reason]] : []
  })

/** Runs a rule over all cards of an organization, row by row. */
export const describeOrganizationRule = (rule: OrganizationRule, rows: readonly Row[]): void => {
  describe(rule.id, () => {
    test.each(rows)('$name', (row) => {
      expect(toldBy(rule, row)).toEqual(row.told)
    })
  })
}
