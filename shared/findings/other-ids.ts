import type { Rule } from '#shared/rules/rule.ts'
import type { Subject } from '#shared/rules/subject.ts'
import { fingerprint } from './fingerprint.ts'

/** Which rule told something of whom. */
export interface Told {
  readonly rule: Rule
  readonly subject: Subject
}

/** As an event alone names a user or role: by its ARN, often without the path. */
const identitiesInLog = ({ arn, type }: Subject): readonly string[] =>
  type === 'user' || type === 'role' ? [arn, arn.replace(/:(user|role)\/.*\//, ':$1/')] : []

/** Ids by which the same fault may be known, beside that of today. */
export const otherIdsOf = (
  { id, formerly = [], yieldsTo = [], family }: Rule,
  accountId: string,
  subject: Subject,
): readonly string[] => {
  const { type, otherIdentity } = subject
  const identities = new Set([
    subject.identity,
    ...(otherIdentity === undefined ? [] : [otherIdentity]),
    ...(family === 'activity' ? identitiesInLog(subject) : []),
  ])
  return [id, ...formerly, ...yieldsTo].flatMap((rule) =>
    [...identities].flatMap((identity) =>
      rule === id && identity === subject.identity ? [] : [fingerprint(rule, accountId, { type, identity })],
    ),
  )
}

/** Worked out when asked: without the state of an earlier run nobody asks. */
export const otherIdsIn = (
  told: ReadonlyMap<string, Told>,
  gaveWay: ReadonlyMap<string, readonly string[]>,
  accountId: string,
): ((id: string) => readonly string[]) => {
  const ownOf = ({ rule, subject }: Told): readonly string[] => otherIdsOf(rule, accountId, subject)
  const allOf = (id: string): readonly string[] => {
    const one = told.get(id)
    const taken = (gaveWay.get(id) ?? []).flatMap((other) => [other, ...allOf(other)])
    return [...new Set([...(one === undefined ? [] : ownOf(one)), ...taken])]
  }
  return allOf
}
