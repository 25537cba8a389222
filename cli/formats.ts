import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { formatAsff } from '#shared/reports/asff.ts'
import { formatCsv } from '#shared/reports/csv.ts'
import { formatHtml } from '#shared/reports/html.ts'
import { jsonPieces } from '#shared/reports/json.ts'
import { formatMarkdown } from '#shared/reports/markdown.ts'
import { formatOcsf } from '#shared/reports/ocsf.ts'
import { formatTable } from '#shared/reports/table.ts'
import { UsageError } from './exit-codes.ts'
import { tableStyle } from './terminal.ts'

export const AUDIT_FORMATS = ['table', 'json', 'csv', 'markdown', 'html', 'ocsf', 'asff'] as const
export type AuditFormat = (typeof AUDIT_FORMATS)[number]

export const FILE_ENDINGS: Readonly<Record<AuditFormat, string>> = {
  table: 'txt',
  json: 'json',
  csv: 'csv',
  markdown: 'md',
  html: 'html',
  ocsf: 'ocsf.jsonl',
  asff: 'asff.json',
}

/** Whole, or in pieces where it may be very long. */
export type ReportText = string | Iterable<string>

const SHOWN_PER_RULE = 5

export const formatAudit = (
  document: AuditDocument,
  format: AuditFormat,
  { all, region, out }: { readonly all: boolean; readonly region: string; readonly out: string | undefined },
): ReportText => {
  switch (format) {
    case 'table':
      return formatTable(document, {
        ...tableStyle(out),
        perRule: all ? Number.POSITIVE_INFINITY : SHOWN_PER_RULE,
      })
    case 'json':
      return jsonPieces(document)
    case 'csv':
      return formatCsv(document)
    case 'markdown':
      return formatMarkdown(document)
    case 'html':
      return formatHtml(document)
    case 'ocsf':
      return formatOcsf(document)
    case 'asff':
      return formatAsff(document, asffPlaceOf(document, region))
  }
}

const asffPlaceOf = ({ account }: AuditDocument, region: string) => {
  if (account.id === null)
    throw new UsageError('The evidence does not say which account it is of; Security Hub takes no finding without one.')
  return { accountId: account.id, partition: account.partition, region }
}
