import * as z from 'zod/mini'
import { isRunName } from '#shared/organization/run-places.ts'

const requestSchema = z.strictObject({ run: z.string() })

export const parseListRequest = (event: unknown): { readonly run: string } => {
  const parsed = requestSchema.safeParse(event)
  if (parsed.success && isRunName(parsed.data.run)) return parsed.data
  throw new Error(
    'The payload must be {"run": "name"} and nothing else: the name of the run, 1 to 80 letters, digits, hyphens and underscores.',
  )
}
