/** Name inside the evidence folder, and content. */
export interface SampleFile {
  readonly name: string
  readonly bytes: Uint8Array
}
