import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))

const trailEnvironmentSchema = z.object({
  EVIDENCE_BUCKET: text,
  /** The bucket into which a trail writes. */
  TRAIL_BUCKET: text,
  TRAIL_PREFIX: z._default(z.string(), ''),
})

export interface TrailEnvironment {
  readonly bucket: string
  readonly trailBucket: string
  readonly trailPrefix: string | undefined
}

export const readTrailEnvironment = (
  variables: Readonly<Record<string, string | undefined>> = process.env,
): TrailEnvironment => {
  const parsed = trailEnvironmentSchema.safeParse(variables)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`The environment variable ${issue?.path.join('.') ?? ''} is missing or empty; the stack sets it.`)
  }
  const { data } = parsed
  return {
    bucket: data.EVIDENCE_BUCKET,
    trailBucket: data.TRAIL_BUCKET,
    trailPrefix: data.TRAIL_PREFIX === '' ? undefined : data.TRAIL_PREFIX,
  }
}
