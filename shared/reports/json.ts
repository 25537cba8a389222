import type { AuditDocument } from './audit-document.ts'

export const formatJson = (document: AuditDocument): string => `${JSON.stringify(document, null, 2)}\n`
