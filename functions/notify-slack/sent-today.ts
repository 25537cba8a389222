import * as z from 'zod/mini'
import type { StateStore } from '#shared/jobs/remember-and-announce.ts'

/** What an account's channel has been told on one day: the thread, and the messages that are in it. */
export interface SentToday {
  readonly threadTs?: string | undefined
  readonly messageIds: readonly string[]
}

const schema = z.object({ threadTs: z.optional(z.string()), messageIds: z.array(z.string()) })
const NOTHING: SentToday = { messageIds: [] }
const MOST_REMEMBERED = 500

export const readSentToday = async (store: StateStore, day: string) => {
  const found = await store.read(day)
  if (found === undefined) return { sent: NOTHING, version: undefined }
  const parsed = schema.safeParse(JSON.parse(new TextDecoder().decode(found.bytes)))
  return { sent: parsed.success ? parsed.data : NOTHING, version: found.version }
}

/** Written after Slack has taken the message: a crash between the two repeats it, never loses it. */
export const markSent = async (
  store: StateStore,
  day: string,
  { messageId, ts }: { readonly messageId: string; readonly ts: string | undefined },
): Promise<void> => {
  for (let tries = 0; tries < 5; tries += 1) {
    const { sent, version } = await readSentToday(store, day)
    const threadTs = sent.threadTs ?? ts
    const next: SentToday = {
      ...(threadTs === undefined ? {} : { threadTs }),
      messageIds: [...sent.messageIds, messageId].slice(-MOST_REMEMBERED),
    }
    const written = await store.write(day, new TextEncoder().encode(JSON.stringify(next)), version)
    if (written.state === 'written') return
  }
}
