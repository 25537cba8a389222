import en from 'zod/v4/locales/en.js'
import * as z from 'zod/mini'
import { MOST_ACCOUNTS, type QueriedDay } from '#shared/activity/trail-table/day-query.ts'
import type { BackfillSource } from '#shared/jobs/plan-backfill.ts'
import { parseTrailObjectName } from '#shared/facts/trail-object-name.ts'
import type { LogObjectToFold } from '#shared/jobs/fold-activity.ts'

// zod/mini has no words of its own.
z.config(en())

const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/, 'a day is written 2026-11-20'))
const accountId = z.string().check(z.regex(/^\d{12}$/, 'an account id has exactly 12 digits'))

const accountIds = z.array(accountId).check(z.minLength(1), z.maxLength(10_000))
const window = {
  /** Days of delivery up to today. */
  days: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(400))),
  from: z.optional(day),
  to: z.optional(day),
  accounts: z.optional(accountIds),
}

const sweepSchema = z.strictObject({
  /** `publish: false` where somebody else puts the profiles together afterwards. */
  sweep: z.strictObject({ ...window, publish: z.optional(z.boolean()) }),
})
const athenaSchema = z.strictObject({
  athena: z.strictObject({ day, accounts: z.array(accountId).check(z.minLength(1), z.maxLength(MOST_ACCOUNTS)) }),
})
const planSchema = z.strictObject({
  plan: z.strictObject({
    run: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,80}$/, 'a run is named like an execution of Step Functions')),
    what: z.strictObject({ ...window, source: z.optional(z.enum(['files', 'athena'])) }),
  }),
})
const publishSchema = z.strictObject({ publish: z.strictObject({ accounts: accountIds }) })
const requestSchemas = { sweep: sweepSchema, athena: athenaSchema, plan: planSchema, publish: publishSchema }

const queueSchema = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string().check(z.maxLength(1_048_576)) })),
})

export interface Window {
  readonly days?: number | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly accounts?: readonly string[] | undefined
}

export interface Sweep extends Window {
  readonly publish?: boolean | undefined
}

export interface Plan {
  readonly run: string
  readonly what: Window & { readonly source?: BackfillSource | undefined }
}

export interface QueuedMessage {
  readonly messageId: string
  readonly body: string
}

export type FoldRequest =
  | { readonly kind: 'messages'; readonly messages: readonly QueuedMessage[] }
  | { readonly kind: 'sweep'; readonly sweep: Sweep }
  | { readonly kind: 'athena'; readonly athena: QueriedDay }
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'publish'; readonly publish: { readonly accounts: readonly string[] } }

const DOOR =
  'It takes messages of its queue, or one of {"sweep":{…}} with days, or from and to, and accounts; {"athena":{…}} with a day and accounts; {"plan":{…}}; {"publish":{…}}.'

const kindOf = (event: unknown): keyof typeof requestSchemas => {
  const keys = typeof event === 'object' && event !== null ? Object.keys(event) : []
  return (['athena', 'plan', 'publish'] as const).find((kind) => keys.includes(kind)) ?? 'sweep'
}

/** Unknown keys are refused: a mistyped `acounts` must not read everything. */
export const parseFoldRequest = (event: unknown): FoldRequest => {
  const queued = queueSchema.safeParse(event)
  if (queued.success) return { kind: 'messages', messages: queued.data.Records }
  const kind = kindOf(event)
  const parsed = requestSchemas[kind].safeParse(event)
  if (parsed.success) return { kind, ...parsed.data } as FoldRequest
  const [issue] = parsed.error.issues
  throw new Error(`${issue?.path.join('.') || 'The payload'}: ${issue?.message ?? 'cannot be used'}. ${DOOR}`)
}

const notificationSchema = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      s3: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
    }),
  ),
})
const eventBridgeSchema = z.object({
  'detail-type': z.literal('Object Created'),
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
})
const topicSchema = z.object({ Type: z.literal('Notification'), Message: z.string() })
const testSchema = z.object({ Event: z.literal('s3:TestEvent') })

interface Named {
  readonly bucket: string
  readonly key: string
}

/** S3 sends keys as a form does: `+` for a blank, the rest percent-encoded (S3 user guide, "Event message structure"). */
const decodedKey = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '))

const namedIn = (value: unknown): readonly Named[] => {
  const direct = notificationSchema.safeParse(value)
  if (direct.success) {
    return direct.data.Records.filter(({ eventName }) => eventName.startsWith('ObjectCreated:')).map(({ s3 }) => ({
      bucket: s3.bucket.name,
      key: decodedKey(s3.object.key),
    }))
  }
  const bridged = eventBridgeSchema.safeParse(value)
  if (bridged.success) return [{ bucket: bridged.data.detail.bucket.name, key: bridged.data.detail.object.key }]
  if (testSchema.safeParse(value).success) return []
  throw new Error('The message is no notification of S3 about a new object.')
}

/** The log objects that a message announces, through a topic or not. Throws for what is no such message, or of another bucket. */
export const objectsIn = ({ body }: QueuedMessage, trailBucket: string): readonly LogObjectToFold[] => {
  const outer: unknown = JSON.parse(body)
  const topic = topicSchema.safeParse(outer)
  const named = namedIn(topic.success ? JSON.parse(topic.data.Message) : outer)
  const foreign = named.find(({ bucket }) => bucket !== trailBucket)
  if (foreign) throw new Error(`The message is about bucket ${foreign.bucket}; only ${trailBucket} is read.`)
  return named.flatMap(({ bucket, key }) => logObjectOf(bucket, key))
}

/** Digests and other objects of the bucket are no log files. */
export const logObjectOf = (bucket: string, key: string): readonly LogObjectToFold[] => {
  const name = parseTrailObjectName(key)
  return name?.kind === 'log' ? [{ bucket, key, account: name.account, day: name.day }] : []
}
