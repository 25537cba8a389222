import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))

const trailEnvironmentSchema = z.object({
  EVIDENCE_BUCKET: text,
  /** The bucket into which a trail writes. */
  TRAIL_BUCKET: text,
  TRAIL_PREFIX: z._default(z.string(), ''),
  /** Where Athena has the trail's table; empty where the stack has none. */
  ATHENA_DATABASE: z._default(z.string(), ''),
  ATHENA_WORKGROUP: z._default(z.string(), ''),
  /** What Athena charges for a terabyte scanned, for the cost that is told. */
  ATHENA_USD_PER_TERABYTE: z._default(z.coerce.number().check(z.minimum(0)), 5),
})

export interface TrailEnvironment {
  readonly bucket: string
  readonly trailBucket: string
  readonly trailPrefix: string | undefined
  readonly athena:
    { readonly database: string; readonly workGroup: string; readonly usdPerTerabyte: number } | undefined
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
    athena:
      data.ATHENA_DATABASE === '' || data.ATHENA_WORKGROUP === ''
        ? undefined
        : {
            database: data.ATHENA_DATABASE,
            workGroup: data.ATHENA_WORKGROUP,
            usdPerTerabyte: data.ATHENA_USD_PER_TERABYTE,
          },
  }
}
