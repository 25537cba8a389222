/** Evidence that cannot be used; the message is one sentence that names the file or row and what to do. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError'
}
