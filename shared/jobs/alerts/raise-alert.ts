import * as z from 'zod/mini'
import type { OutgoingMessage } from '#shared/findings/account-state.ts'
import type { Finding } from '#shared/findings/finding.ts'
import type { StateStore } from '../remember-and-announce.ts'
import type { WatchedEvent } from './event-envelope.ts'

const markerSchema = z.object({ sent: z.boolean() })

export interface Raising {
  readonly store: StateStore
  readonly publish: (message: OutgoingMessage) => Promise<void>
}

/**
 * Names one alert: its account and day, the findings it tells of, how grave, and the hour of the event. So an event that is delivered
 * twice, late or out of order is one alert, and so are the calls of one session; the same an hour later is another.
 */
export const alertName = ({ account, at }: WatchedEvent, findings: readonly Finding[]): string => {
  const iso = at.toISOString()
  const ids = findings.map(({ id }) => id).join('+')
  return `${account}/${iso.slice(0, 10)}/${ids}-${findings[0]?.severity ?? 'none'}-${iso.slice(11, 13)}`
}

/** The ids of the findings of which an alert told, by its name. */
export const findingIdsOf = (name: string): readonly string[] =>
  /([0-9a-f]{32}(?:\+[0-9a-f]{32})*)-/.exec(name)?.[1]?.split('+') ?? []

const bytesOf = (sent: boolean, message: OutgoingMessage): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ sent, message }))

const isSent = (bytes: Uint8Array): boolean => {
  const parsed = markerSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
  return parsed.success && parsed.data.sent
}

/**
 * Marked, then sent, then marked as sent: whoever comes second finds the mark and says nothing, unless the first one stopped before
 * it had sent. A repeat carries the same message id.
 */
export const raiseAlert = async (
  { store, publish }: Raising,
  name: string,
  message: OutgoingMessage,
): Promise<'sent' | 'sent before'> => {
  const marked = await store.write(name, bytesOf(false, message), undefined)
  if (marked.state === 'conflict')
    throw new Error(`Alert ${name} is being written by somebody else; it is tried again.`)
  const version = marked.state === 'written' ? marked.etag : await unsentVersion(store, name)
  if (version === undefined) return 'sent before'
  await publish(message)
  await store.write(name, bytesOf(true, message), version)
  return 'sent'
}

const unsentVersion = async (store: StateStore, name: string): Promise<string | undefined> => {
  const found = await store.read(name)
  return found === undefined || isSent(found.bytes) ? undefined : found.version
}
