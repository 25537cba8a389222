import * as z from 'zod/mini'

const toldSchema = z.array(z.string())

/** The accounts whose news a summary of the run has told: one that is resumed tells only the others’. */
export const parseTold = (bytes: Uint8Array): ReadonlySet<string> => {
  const parsed = toldSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
  return new Set(parsed.success ? parsed.data : [])
}

export const serialiseTold = (accounts: readonly string[]): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(accounts)}\n`)
