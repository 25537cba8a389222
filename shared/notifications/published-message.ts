import * as z from 'zod/mini'
import { type PublishedOrganization, publishedOrganizationSchema } from './published-organization.ts'

// What consumers of the topic read (docs/schemas/digest.json); keys that are not needed here are passed over.
const findingSchema = z.object({
  id: z.string(),
  ruleId: z.string(),
  title: z.string(),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info']),
  risk: z.number(),
  firstSeen: z.string(),
  since: z.optional(z.string()),
  subject: z.object({ type: z.string(), arn: z.string() }),
  owner: z.optional(z.string()),
  message: z.string(),
  change: z.optional(z.string()),
  resolution: z.optional(z.object({ how: z.string(), words: z.string() })),
  remediation: z.object({ text: z.string(), commands: z.array(z.string()) }),
})
const accountSchema = z.object({ id: z.string(), name: z.string(), partition: z.string() })
const counts = z.object({
  critical: z.number(),
  high: z.number(),
  medium: z.number(),
  low: z.number(),
  info: z.number(),
})
const findings = z.array(findingSchema)

const digestSchema = z.object({
  schemaVersion: z.literal(1),
  kind: z.literal('digest'),
  messageId: z.string(),
  account: accountSchema,
  environment: z.optional(z.string()),
  assessedAt: z.string(),
  firstRun: z.boolean(),
  counts,
  new: findings,
  changed: findings,
  stillOpen: findings,
  resolved: findings,
  leftOut: z.object({ new: z.number(), changed: z.number(), stillOpen: z.number(), resolved: z.number() }),
  notAssessed: z.array(z.object({ ruleId: z.string(), reason: z.string() })),
  notAssessedTotal: z.number(),
  endingExceptions: z.array(z.string()),
  report: z.string(),
  reportUrl: z.optional(z.string()),
})
const alertSchema = z.object({
  schemaVersion: z.literal(1),
  kind: z.literal('alert'),
  messageId: z.string(),
  account: accountSchema,
  environment: z.optional(z.string()),
  event: z.object({
    id: z.string(),
    name: z.string(),
    source: z.string(),
    time: z.string(),
    region: z.string(),
    sourceAddress: z.optional(z.string()),
    userAgent: z.optional(z.string()),
  }),
  finding: findingSchema,
})
/** What CloudWatch publishes for an alarm (CloudWatch user guide, "Notify users on alarm changes"). */
const alarmSchema = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.optional(z.nullable(z.string())),
  NewStateValue: z.string(),
  NewStateReason: z.optional(z.string()),
  AWSAccountId: z.optional(z.string()),
  StateChangeTime: z.optional(z.string()),
})

export type PublishedFinding = z.infer<typeof findingSchema>
export type PublishedDigest = z.infer<typeof digestSchema>
export type PublishedAlert = z.infer<typeof alertSchema>
export type PublishedAlarm = z.infer<typeof alarmSchema> & { readonly kind: 'alarm' }
/** Any other message of the topic: told by its subject, so that nothing that was published is lost in silence. */
export interface PublishedOther {
  readonly kind: 'other'
  readonly subject: string
  /** Where a JSON body says that its report is; else the text itself. */
  readonly text: string
  readonly reportUrl?: string
}
export type PublishedMessage =
  PublishedDigest | PublishedAlert | PublishedAlarm | PublishedOrganization | PublishedOther

const ours = z.discriminatedUnion('kind', [digestSchema, alertSchema])

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const reportSchema = z.object({ report: z.optional(z.string()), reportUrl: z.optional(z.string()) })

const otherOf = (text: string, json: unknown, subject: string): PublishedOther => {
  const where = reportSchema.safeParse(json)
  if (!where.success) return { kind: 'other', subject, text }
  const { report, reportUrl } = where.data
  const link = reportUrl?.startsWith('https://') ? { reportUrl } : {}
  return {
    kind: 'other',
    subject,
    text: report === undefined ? 'The mail has the details.' : `Whole report: ${report}`,
    ...link,
  }
}

export const parsePublished = (text: string, subject = ''): PublishedMessage => {
  const json = jsonOf(text)
  const known = ours.safeParse(json)
  if (known.success) return known.data
  const organization = publishedOrganizationSchema.safeParse(json)
  if (organization.success) return { ...organization.data, subject }
  const alarm = alarmSchema.safeParse(json)
  return alarm.success ? { ...alarm.data, kind: 'alarm' } : otherOf(text, json, subject)
}
