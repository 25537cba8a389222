import type { AccountFacts } from '#shared/facts/account.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import type { AuditConfiguration } from './configuration.ts'
import { identityClassOf } from './identity-class.ts'
import { type JudgedFact, type Subject, subjectOf } from './subject.ts'

const principalIndexes = new WeakMap<AccountFacts, ReadonlyMap<string, User | Role>>()
const principalsByArn = (account: AccountFacts): ReadonlyMap<string, User | Role> => {
  const made = principalIndexes.get(account)
  if (made) return made
  const index = new Map<string, User | Role>()
  if (account.users.state === 'known') for (const user of account.users.value) index.set(user.arn, user)
  if (account.roles.state === 'known') for (const role of account.roles.value) index.set(role.arn, role)
  principalIndexes.set(account, index)
  return index
}

/** What a rule has to know of the fact that it judges, beside the fact. */
export interface Judged {
  readonly subject: Subject
  readonly identityClass: string | undefined
}

const judgedFact = (fact: JudgedFact, account: AccountFacts, configuration: AuditConfiguration): Judged => {
  const subject = subjectOf(fact, account)
  const principal = subject.principalArn === undefined ? undefined : principalsByArn(account).get(subject.principalArn)
  return { subject, identityClass: principal && identityClassOf(principal, configuration.identityClasses) }
}

type Listed = JudgedFact | { readonly kind: 'unanswered'; readonly about: JudgedFact }

/** Of an account under one configuration: by fact, and by its place in a list that many rules judge. */
interface Remembered {
  readonly facts: Map<JudgedFact, Judged>
  readonly lists: WeakMap<readonly Listed[], readonly Judged[]>
}

const memory = new WeakMap<AccountFacts, WeakMap<AuditConfiguration, Remembered>>()

const rememberedOf = (account: AccountFacts, configuration: AuditConfiguration): Remembered => {
  const ofAccount = memory.get(account) ?? new WeakMap<AuditConfiguration, Remembered>()
  memory.set(account, ofAccount)
  const remembered = ofAccount.get(configuration) ?? { facts: new Map(), lists: new WeakMap() }
  ofAccount.set(configuration, remembered)
  return remembered
}

/** A user is judged by forty rules, and is the same subject of the same class for each. One for each place of the list. */
export const judgedIn = (
  list: readonly Listed[],
  account: AccountFacts,
  configuration: AuditConfiguration,
): readonly Judged[] => {
  const { facts, lists } = rememberedOf(account, configuration)
  const before = lists.get(list)
  if (before !== undefined) return before
  const made = list.map((item) => {
    const fact = item.kind === 'unanswered' ? item.about : item
    const known = facts.get(fact)
    if (known !== undefined) return known
    const judged = judgedFact(fact, account, configuration)
    facts.set(fact, judged)
    return judged
  })
  lists.set(list, made)
  return made
}
