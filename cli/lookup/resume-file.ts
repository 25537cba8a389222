import { readFile, rm } from 'node:fs/promises'
import * as z from 'zod/mini'
import type { LookupPosition } from '#shared/clients/cloudtrail/lookup-events.ts'
import { UsageError } from '../exit-codes.ts'
import { writeWhole } from '../output.ts'

const question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('access key'), accessKeyId: z.string() }),
  z.strictObject({ kind: z.literal('user'), userName: z.string() }),
  z.strictObject({ kind: z.literal('root') }),
  z.strictObject({ kind: z.literal('event'), eventName: z.string() }),
])
const instant = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))))
const schema = z.strictObject({
  schemaVersion: z.literal(1),
  positions: z
    .array(
      z.strictObject({
        region: z.string(),
        question,
        from: instant,
        to: instant,
        nextToken: z.optional(z.string()),
      }),
    )
    .check(z.minLength(1)),
})

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Where an earlier look-up stopped; empty where there is no such file yet. */
export const readPositions = async (file: string): Promise<readonly LookupPosition[]> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new UsageError(`${file} cannot be read (${error.code ?? 'unknown error'}).`)
  })
  if (text === undefined) return []
  const parsed = schema.safeParse(jsonOf(text))
  if (!parsed.success)
    throw new UsageError(`${file} is no position of a look-up; --resume takes the file that an earlier run wrote.`)
  return parsed.data.positions.map(({ nextToken, ...position }) => ({
    ...position,
    ...(nextToken === undefined ? {} : { nextToken }),
  }))
}

/** What is left to read; nothing left is no file. */
export const writePositions = async (file: string, positions: readonly LookupPosition[]): Promise<void> => {
  if (positions.length === 0) return rm(file, { force: true })
  await writeWhole(file, `${JSON.stringify({ schemaVersion: 1, positions }, null, 2)}\n`)
}
