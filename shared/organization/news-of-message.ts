import * as z from 'zod/mini'
import type { OutgoingMessage } from '#shared/findings/account-state.ts'
import type { AccountNews } from './account-card.ts'
import { briefFindingSchema as brief } from './brief-finding-schema.ts'

/** What this program puts into the topic for queues, as far as it is read here (`docs/schemas/digest.json`). */
const bodySchema = z.object({
  kind: z.literal('digest'),
  assessedAt: z.string(),
  firstRun: z.boolean(),
  new: z.array(brief),
  changed: z.array(brief),
  resolved: z.array(brief),
  leftOut: z.object({ new: z.number(), changed: z.number(), resolved: z.number() }),
})

const MOST = 25

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The news of one account, from the message that its own digest would have been; undefined for a message of another kind. */
export const newsOfMessage = ({ message }: Pick<OutgoingMessage, 'message'>): AccountNews | undefined => {
  const envelope = z.object({ sqs: z.string() }).safeParse(jsonOf(message))
  const parsed = bodySchema.safeParse(envelope.success ? jsonOf(envelope.data.sqs) : undefined)
  if (!parsed.success) return undefined
  const { assessedAt, firstRun, new: fresh, changed, resolved, leftOut } = parsed.data
  const beyond = (list: readonly unknown[], before: number): number => before + Math.max(0, list.length - MOST)
  return {
    assessedAt,
    firstRun,
    fresh: fresh.slice(0, MOST),
    changed: changed.slice(0, MOST),
    resolved: resolved.slice(0, MOST),
    leftOut: {
      fresh: beyond(fresh, leftOut.new),
      changed: beyond(changed, leftOut.changed),
      resolved: beyond(resolved, leftOut.resolved),
    },
  }
}
