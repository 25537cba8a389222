import { writeObject } from '#shared/clients/evidence-bucket.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { formatHtml } from '#shared/reports/html.ts'
import { formatJson } from '#shared/reports/json.ts'
import type { AuditTools } from './audit-tools.ts'

/** The same report for programs and for people. */
export interface ReportKeys {
  readonly json: string
  readonly page: string
}

export const stampOf = (now: Date): string => now.toISOString().replaceAll(/[-:]|\.\d+/g, '')

export const reportKeys = (accountId: string, name: string): ReportKeys => ({
  json: `reports/${accountId}/${name}.json`,
  page: `reports/${accountId}/${name}.html`,
})

export const locationOf = ({ environment }: Pick<AuditTools, 'environment'>, { json }: ReportKeys): string =>
  `s3://${environment.bucket}/${json}`

/** Formatted once, written to each of the places. */
export const keepReport = async (
  { s3, environment }: Pick<AuditTools, 's3' | 'environment'>,
  places: readonly ReportKeys[],
  document: AuditDocument,
): Promise<void> => {
  const json = new TextEncoder().encode(formatJson(document))
  const page = new TextEncoder().encode(formatHtml(document))
  const write = (key: string, contentType: string, bytes: Uint8Array) =>
    writeObject(s3, { bucket: environment.bucket, key }, { bytes, contentType })
  for (const at of places) {
    await write(at.json, 'application/json', json)
    await write(at.page, 'text/html; charset=utf-8', page)
  }
}
