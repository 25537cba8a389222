import type { KeyHolder } from '../account-card.ts'
import { fail, pass, unknown } from '#shared/rules/outcome.ts'
import { auditedOf, type OrganizationFacts } from '../organization-facts.ts'
import { inAccounts, type OrganizationRule, someIds, wholeOrganization } from '../organization-rule.ts'

const MOST_ACCOUNTS = 2

interface Held {
  readonly accountId: string
  readonly holder: KeyHolder
}

const byPerson = (facts: OrganizationFacts): ReadonlyMap<string, readonly Held[]> =>
  Map.groupBy(
    auditedOf(facts).flatMap(({ account, card }) =>
      (card.keyHolders ?? []).map((holder): Held => ({ accountId: account.id, holder })),
    ),
    ({ holder }) => holder.person,
  )

export const personWithKeysInManyAccounts: OrganizationRule = {
  id: 'organization-person-with-keys-in-many-accounts',
  title: 'One person has access keys in many accounts',
  severity: 'medium',
  rationale:
    'One stolen laptop then opens every one of these accounts, and each key must be found and rotated by itself.',
  remediation: 'Give the person one identity with short-lived credentials for all accounts, and delete the keys.',
  judge: (facts) => {
    const dark = auditedOf(facts).filter(({ card }) => card.keyHolders === null).length
    const people = [...byPerson(facts)].map(([person, held]) => {
      const ids = [...new Set(held.map(({ accountId }) => accountId))]
      const keys = held.reduce((sum, { holder }) => sum + holder.activeKeys, 0)
      return {
        subject: { type: 'person', identity: person, name: person } as const,
        outcome:
          ids.length <= MOST_ACCOUNTS
            ? pass
            : fail(
                `${person} has ${keys} active access keys in ${ids.length} accounts; the limit is ${MOST_ACCOUNTS}.`,
                {
                  evidence: { keys, users: held.slice(0, 50).map(({ holder }) => holder.arn), ...someIds(ids) },
                },
              ),
      }
    })
    if (dark === 0) return people
    const gap = unknown(`${inAccounts(dark)} it is not known who has access keys.`)
    return [...people, { subject: wholeOrganization(facts), outcome: gap }]
  },
}
