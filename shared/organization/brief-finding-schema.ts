import * as z from 'zod/mini'
import { SEVERITIES } from '#shared/findings/finding.ts'

export const briefFindingSchema = z.object({
  id: z.string(),
  ruleId: z.string(),
  title: z.string(),
  severity: z.enum(SEVERITIES),
  risk: z.number(),
  firstSeen: z.string(),
  message: z.string(),
  subject: z.object({ type: z.string(), arn: z.string(), name: z.string() }),
})
