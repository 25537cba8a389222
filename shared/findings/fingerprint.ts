import { hash } from 'node:crypto'
import type { Subject } from '#shared/rules/subject.ts'

/** 128 bits of SHA-256 over rule, account, subject type and subject identity: no text, no slot, no time of the run. */
export const fingerprint = (
  ruleId: string,
  accountId: string,
  { type, identity }: Pick<Subject, 'type' | 'identity'>,
): string => {
  const parts = [ruleId, accountId, type, identity].map((part) => JSON.stringify(part))
  return hash('sha256', parts.join('\n'), 'hex').slice(0, 32)
}
