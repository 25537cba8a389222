import { EvidenceError } from './evidence-error.ts'

/** One file of an evidence folder; `name` is relative to the folder, for example `credential-report.csv`. */
export interface EvidenceFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const MAX_FILE_BYTES = 256 * 1024 * 1024

const encodingOf = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** The file's text without byte-order mark; UTF-16 is what Windows PowerShell writes when a command's output is redirected. */
export const textOf = ({ name, bytes }: EvidenceFile): string => {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new EvidenceError(
      `${name} has ${bytes.length} bytes; at most ${MAX_FILE_BYTES} are read. Fetch this evidence again, or leave the file out.`,
    )
  }
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  if (text.trim() === '') throw new EvidenceError(`${name} is empty; fetch this evidence again, or leave the file out.`)
  return text
}
