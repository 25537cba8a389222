import type * as z from 'zod/mini'
import { DAY_MS } from '#shared/facts/instant.ts'
import type { Rule } from '#shared/rules/rule.ts'
import { readSettingsFile, type Refuse, type SettingsFile } from '#shared/rules/settings-file.ts'
import { endOfDay, LONGEST_EXCEPTION_DAYS } from './exception-end.ts'
import type { Exception } from './exceptions.ts'
import { exceptionsSchema, type WrittenException } from './exceptions-schema.ts'

const ruleOf = (id: string, rules: readonly Rule[], refuse: Refuse, path: PropertyKey[]): Rule => {
  const rule = rules.find(({ id: known, formerly = [] }) => known === id || formerly.includes(id))
  if (rule === undefined) return refuse(path, `is not a rule (${id}); \`credaudit explain-rule\` lists them`)
  if (rule.family === 'exceptions')
    return refuse(path, `is a rule about exceptions itself (${id}); it cannot be excepted`)
  return rule
}

const endOf = (expires: string, now: Date, refuse: Refuse, path: PropertyKey[]): Date => {
  const endsAt = endOfDay(expires)
  if (endsAt === undefined) return refuse(path, `must be a day such as 2026-12-31, not ${expires}`)
  if (endsAt.getTime() - now.getTime() > (LONGEST_EXCEPTION_DAYS + 1) * DAY_MS) {
    refuse(path, `is more than ${LONGEST_EXCEPTION_DAYS} days away: choose an earlier day, or change the rule's limit`)
  }
  return endsAt
}

const exceptionOf = (
  { rule, subject, reason, owner, expires }: WrittenException,
  index: number,
  { lineOf, refuse }: SettingsFile,
  { fileName, rules, now }: ExceptionsContext,
): Exception => {
  const path = ['exceptions', index]
  if (/^\*+$/.test(subject)) {
    refuse([...path, 'subject'], 'excepts everything: switch the rule off in the configuration instead')
  }
  return {
    origin: 'file',
    ruleId: ruleOf(rule, rules, refuse, [...path, 'rule']).id,
    subject,
    reason,
    owner,
    endsAt: endOf(expires, now, refuse, [...path, 'expires']),
    place: `${fileName} line ${lineOf(path) ?? 1}`,
  }
}

export interface ExceptionsContext {
  readonly fileName: string
  readonly rules: readonly Rule[]
  readonly now: Date
}

const wordsOf = ({ code, message }: z.core.$ZodIssue): string =>
  code === 'invalid_type' && message.includes('received undefined') ? 'is missing: every exception needs it' : message

/**
 * Reads `exceptions.yaml` (or its JSON): rule, subject, reason, owner and expiry, each required. Anything else is refused with its
 * line, because an exception that silently covers more or longer than its writer meant is a hole.
 */
export const parseExceptions = (text: string, context: ExceptionsContext): readonly Exception[] => {
  const file = readSettingsFile(text, context.fileName)
  const parsed = exceptionsSchema.safeParse(file.value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return file.refuse(issue?.path ?? [], issue === undefined ? 'cannot be used' : wordsOf(issue))
  }
  const seen = new Map<string, number>()
  return parsed.data.exceptions.map((written, index) => {
    const exception = exceptionOf(written, index, file, context)
    const key = JSON.stringify([exception.ruleId, exception.subject])
    const before = seen.get(key)
    if (before !== undefined)
      file.refuse(
        ['exceptions', index],
        `says the same rule and subject as line ${file.lineOf(['exceptions', before]) ?? 1}`,
      )
    seen.set(key, index)
    return exception
  })
}
