import { fail, notApplicable, pass } from '#shared/rules/outcome.ts'
import type { AccountCard } from '../account-card.ts'
import { auditedOf } from '../organization-facts.ts'
import { accountSubject, type OrganizationRule } from '../organization-rule.ts'

const FEWEST_ACCOUNTS = 5
const TIMES_THE_MEDIAN = 3
const AT_LEAST_MORE = 5

interface Measure {
  readonly name: string
  readonly of: (card: AccountCard) => number | null
}

const MEASURES: readonly Measure[] = [
  { name: 'console users', of: (card) => card.consoleUsers },
  { name: 'active access keys', of: (card) => card.activeAccessKeys },
  { name: 'administrators', of: (card) => card.administrators },
  { name: 'findings of high or critical', of: ({ summary: { findings } }) => findings.critical + findings.high },
]

/** The middle value; of an even number the lower of the two, so that it is a value that an account has. */
export const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0

const isOutlier = (value: number, median: number): boolean =>
  value > median * TIMES_THE_MEDIAN && value - median > AT_LEAST_MORE

export const outlier: OrganizationRule = {
  id: 'organization-outlier',
  title: 'An account stands out against the others',
  severity: 'low',
  rationale:
    'What all accounts share is the organization’s way of working; what one has five times over is a story of its own.',
  remediation: 'Read the account’s report first, and ask its owner what is different there.',
  judge: (facts) => {
    const audited = auditedOf(facts)
    const medians = MEASURES.map(({ name, of }) => {
      const values = audited.flatMap(({ card }) => of(card) ?? [])
      return { name, of, median: medianOf(values), isEnough: values.length >= FEWEST_ACCOUNTS }
    })
    return audited.map(({ account, card }) => {
      const subject = accountSubject(account)
      if (medians.every(({ isEnough }) => !isEnough))
        return { subject, outcome: notApplicable(`fewer than ${FEWEST_ACCOUNTS} accounts to compare with`) }
      const out = medians.flatMap(({ name, of, median, isEnough }) => {
        const value = of(card)
        return isEnough && value !== null && isOutlier(value, median) ? [{ name, value, median }] : []
      })
      if (out.length === 0) return { subject, outcome: pass }
      const words = out.map(({ name, value, median }) => `${value} ${name} (median ${median})`).join(', ')
      return { subject, outcome: fail(`Account ${subject.name} has ${words}.`, { evidence: { measures: out } }) }
    })
  },
}
