import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { formatCsv } from '#shared/reports/csv.ts'
import { formatJson } from '#shared/reports/json.ts'
import { formatMarkdown } from '#shared/reports/markdown.ts'
import { formatTable } from '#shared/reports/table.ts'
import { terminalPaint, terminalWidth } from './terminal.ts'

export const AUDIT_FORMATS = ['table', 'json', 'csv', 'markdown'] as const
export type AuditFormat = (typeof AUDIT_FORMATS)[number]

export const FILE_ENDINGS: Readonly<Record<AuditFormat, string>> = {
  table: 'txt',
  json: 'json',
  csv: 'csv',
  markdown: 'md',
}

const SHOWN_PER_RULE = 5

export const formatAudit = (
  document: AuditDocument,
  format: AuditFormat,
  { all }: { readonly all: boolean },
): string => {
  switch (format) {
    case 'table':
      return formatTable(document, {
        width: terminalWidth(),
        paint: terminalPaint(),
        perRule: all ? Number.POSITIVE_INFINITY : SHOWN_PER_RULE,
      })
    case 'json':
      return formatJson(document)
    case 'csv':
      return formatCsv(document)
    case 'markdown':
      return formatMarkdown(document)
  }
}
