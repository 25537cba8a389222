import { hash } from 'node:crypto'
import type { Subject } from '#shared/rules/subject.ts'

type Identified = Pick<Subject, 'type' | 'identity'>

/** For the many findings of one rule in one account. */
export const fingerprintsOf = (ruleId: string, accountId: string): ((subject: Identified) => string) => {
  const beginning = `${JSON.stringify(ruleId)}\n${JSON.stringify(accountId)}\n`
  return ({ type, identity }) =>
    hash('sha256', `${beginning}${JSON.stringify(type)}\n${JSON.stringify(identity)}`, 'hex').slice(0, 32)
}

/** 128 bits of SHA-256 over rule, account, subject type and subject identity: no text, no slot, no time of the run. */
export const fingerprint = (ruleId: string, accountId: string, subject: Identified): string =>
  fingerprintsOf(ruleId, accountId)(subject)
