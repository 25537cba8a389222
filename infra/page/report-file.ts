import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

export interface ReportFile {
  readonly address: string
  readonly bytes: number
  readonly remove: () => void
}

/** A page as people get it: a file that is opened from a disk. */
export const reportFileOf = (html: string): ReportFile => {
  const folder = mkdtempSync(path.join(tmpdir(), 'credaudit-page-'))
  const file = path.join(folder, 'report.html')
  writeFileSync(file, html)
  return {
    address: pathToFileURL(file).href,
    bytes: Buffer.byteLength(html),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
