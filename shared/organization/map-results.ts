import * as z from 'zod/mini'
import type { AccountFailure } from './account-failure.ts'

const file = z.object({ Key: z.string() })
const manifestSchema = z.object({
  DestinationBucket: z.string(),
  ResultFiles: z.object({
    FAILED: z.optional(z.array(file)),
    PENDING: z.optional(z.array(file)),
    SUCCEEDED: z.optional(z.array(file)),
  }),
})

const jsonOf = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

/**
 * The keys of the files in which the state machine's ResultWriter lists the workers that failed, or never began (Step Functions
 * developer guide, "ResultWriter"). Undefined for what is no manifest.
 */
export const failedFilesOf = (manifest: Uint8Array): readonly string[] | undefined => {
  const parsed = manifestSchema.safeParse(jsonOf(manifest))
  if (!parsed.success) return undefined
  const { FAILED = [], PENDING = [] } = parsed.data.ResultFiles
  return [...FAILED, ...PENDING].map(({ Key }) => Key)
}

const childSchema = z.array(
  z.object({
    Input: z.optional(z.string()),
    Status: z.optional(z.string()),
    Error: z.optional(z.string()),
    Cause: z.optional(z.string()),
  }),
)
const inputSchema = z.object({ Items: z.array(z.object({ id: z.string() })) })

const LONGEST_CAUSE = 300

const reasonOf = ({ Status = 'FAILED', Error: error, Cause = '' }: z.infer<typeof childSchema>[number]): string => {
  if (error === undefined) return `The worker did not run (${Status}).`
  const cause = Cause.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, LONGEST_CAUSE)
  return `The worker ended with ${error}${cause === '' ? '.' : `: ${cause}`}`
}

/** Accounts of workers that failed, with Step Functions' own words. */
export const failuresOf = (bytes: Uint8Array): readonly AccountFailure[] => {
  const children = childSchema.safeParse(jsonOf(bytes))
  if (!children.success) return []
  return children.data.flatMap((child) => {
    const input = inputSchema.safeParse(jsonOf(new TextEncoder().encode(child.Input ?? '')))
    return input.success ? input.data.Items.map(({ id }) => ({ account: id, reason: reasonOf(child) })) : []
  })
}
