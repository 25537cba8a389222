import type { AccountFacts } from '#shared/facts/account.ts'
import type { EvidenceName, EvidenceSource } from '#shared/facts/evidence-source.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'

type Lost = Extract<EvidenceSource, { state: 'failed' | 'unreadable' }>

/** Answered to the management account and delegated administrators only: in a member the refusal is no fault. */
const FOR_THE_MANAGEMENT_ACCOUNT: ReadonlySet<EvidenceName> = new Set([
  'organizations-features',
  'organization-accounts',
  'organization-policies',
  'delegated-administrators',
])

const isMember = ({ organization, id }: AccountFacts): boolean =>
  organization.state === 'known' &&
  (organization.value === 'none' || (id.state === 'known' && organization.value.managementAccountId !== id.value))

const isLost = (source: EvidenceSource): source is Lost => source.state === 'failed' || source.state === 'unreadable'

const lostWords = (name: EvidenceName, source: Lost): string =>
  source.state === 'failed' ? `${name} (${source.call})` : `${name} (${source.file} could not be read)`

const SHOWN = 5

export const evidenceNotCollected = defineRule({
  id: 'evidence-not-collected',
  family: 'evidence',
  title: 'A part of the evidence could not be collected or read',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A call that was denied, throttled or cut short leaves rules without an answer. What they would have found is not assessed; it has not passed.',
  remediation: 'Give the auditor’s role the actions that are named, or repeat the collection if AWS had throttled it.',
  needs: [],
  subjects: (account) => [account],
  evaluate(account) {
    const isExpected = (name: EvidenceName) => FOR_THE_MANAGEMENT_ACCOUNT.has(name) && isMember(account)
    const lost = [...account.sources]
      .flatMap(([name, source]) =>
        name !== 'credential-report' && isLost(source) && !isExpected(name) ? [{ name, source }] : [],
      )
      .sort((a, b) => byCodeUnit(a.name, b.name))
    if (lost.length === 0) return pass
    const words = lost.slice(0, SHOWN).map(({ name, source }) => lostWords(name, source))
    const more = lost.length > SHOWN ? ` and ${lost.length - SHOWN} more` : ''
    const parts = lost.length === 1 ? '1 part' : `${lost.length} parts`
    return fail(`${parts} of the evidence could not be collected or read: ${words.join(', ')}${more}.`, {
      evidence: { reasons: lost.map(({ name, source }) => `${name}: ${source.reason}`) },
    })
  },
})
