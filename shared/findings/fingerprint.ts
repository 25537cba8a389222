import { createHash } from 'node:crypto'
import type { Subject } from '#shared/rules/subject.ts'

/** 128 bits of SHA-256 over rule, account, subject type and subject identity: no text, no slot, no time of the run. */
export const fingerprint = (ruleId: string, accountId: string, subject: Subject): string =>
  createHash('sha256')
    .update([ruleId, accountId, subject.type, subject.identity].map((part) => JSON.stringify(part)).join('\n'))
    .digest('hex')
    .slice(0, 32)
