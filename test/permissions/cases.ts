import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const FIXTURES = 'test/fixtures/permissions'

/** Every case of a topic: one JSON file each, named by what it shows. */
export const casesOf = <T>(topic: string, shape: z.ZodMiniType<T>): readonly (readonly [name: string, value: T])[] => {
  const folder = join(FIXTURES, topic)
  return readdirSync(folder)
    .sort()
    .map((file) => [file.replace(/\.json$/u, ''), z.parse(shape, JSON.parse(readFileSync(join(folder, file), 'utf8')))])
}
