import * as z from 'zod/mini'
import { isRunName } from '#shared/organization/run-places.ts'

/** `map` is what the Map state left: where its ResultWriter wrote, or the error that ended it. */
const requestSchema = z.strictObject({
  run: z.string(),
  map: z.optional(
    z.looseObject({
      ResultWriterDetails: z.optional(z.looseObject({ Bucket: z.string(), Key: z.string() })),
      Error: z.optional(z.string()),
      Cause: z.optional(z.string()),
    }),
  ),
})

export interface SummaryRequest {
  readonly run: string
  /** Key of the ResultWriter's manifest, in the bucket of the evidence. */
  readonly manifest?: { readonly bucket: string; readonly key: string }
}

export const parseSummaryRequest = (event: unknown): SummaryRequest => {
  const parsed = requestSchema.safeParse(event)
  if (!parsed.success || !isRunName(parsed.data.run)) {
    throw new Error(
      'The payload must be {"run": "name", "map": {…}}: the name of the run, and what the Map state of the state machine answered.',
    )
  }
  const { run, map } = parsed.data
  const written = map?.ResultWriterDetails
  return { run, ...(written && { manifest: { bucket: written.Bucket, key: written.Key } }) }
}
