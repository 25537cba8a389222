import { stringify } from 'csv-stringify/sync'
import type { Finding } from '#shared/findings/finding.ts'
import type { AuditDocument } from './audit-document.ts'
import { visible } from './plain-text.ts'

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe in front (CWE-1236): ASCII and full-width signs,
 * tab, carriage return and NUL, which some programs skip before they look.
 */
const FORMULA_START = /^[=+\-@\t\r\0＝＋－＠]/

const cell = (text: string): string => {
  const shown = visible(text)
  return FORMULA_START.test(text) || FORMULA_START.test(shown) ? `'${shown}` : shown
}

const COLUMNS: readonly (readonly [title: string, of: (finding: Finding, document: AuditDocument) => string])[] = [
  ['account', (_, document) => document.account.id ?? ''],
  ['severity', ({ severity }) => severity],
  ['risk', ({ risk }) => String(risk)],
  ['status', ({ status }) => status],
  ['rule', ({ ruleId }) => ruleId],
  ['title', ({ title }) => title],
  ['subject_type', ({ subject }) => subject.type],
  ['subject_name', ({ subject }) => subject.name],
  ['subject_arn', ({ subject }) => subject.arn],
  ['access_key_id', ({ subject }) => subject.accessKeyId ?? ''],
  ['owner', ({ owner }) => owner ?? ''],
  ['since', ({ since }) => since ?? ''],
  ['first_seen', ({ firstSeen }) => firstSeen],
  ['message', ({ message }) => message],
  ['remediation', ({ remediation }) => remediation.text],
  ['commands', ({ remediation }) => remediation.commands.join(' ; ')],
  ['frameworks', ({ frameworks }) => frameworks.join(' ; ')],
  ['id', ({ id }) => id],
]

/** RFC 4180 with CRLF, and a byte-order mark so that Excel reads UTF-8. One row a finding, then one a subject not assessed. */
export const formatCsv = (document: AuditDocument): string => {
  const rows = document.findings.map((finding) => COLUMNS.map(([, of]) => cell(of(finding, document))))
  const gaps = document.notAssessed.map(({ ruleId, subject, reason }) => {
    const values = new Map([
      ['account', document.account.id ?? ''],
      ['severity', 'not assessed'],
      ['rule', ruleId],
      ['subject_type', subject?.type ?? ''],
      ['subject_name', subject?.name ?? ''],
      ['subject_arn', subject?.arn ?? ''],
      ['access_key_id', subject?.accessKeyId ?? ''],
      ['message', reason],
    ])
    return COLUMNS.map(([title]) => cell(values.get(title) ?? ''))
  })
  return stringify([COLUMNS.map(([title]) => title), ...rows, ...gaps], { record_delimiter: '\r\n', bom: true })
}
