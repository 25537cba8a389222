import type { AccountState, OutgoingMessage } from '#shared/findings/account-state.ts'
import { type Change, diff } from '#shared/findings/diff.ts'
import type { AuditResult } from '#shared/findings/audit.ts'
import { parseAccountState, serialiseAccountState } from '#shared/findings/parse-account-state.ts'
import { StateError } from '#shared/facts/state-error.ts'

/** Where state is kept, a bucket or a folder: the bytes of one account and the version that a later write may replace. */
export interface StateStore {
  readonly read: (accountId: string) => Promise<{ readonly bytes: Uint8Array; readonly version: string } | undefined>
  /** `replaces` undefined: only if nothing is there yet. `overtaken`, `conflict`: somebody else wrote. */
  readonly write: (
    accountId: string,
    bytes: Uint8Array,
    replaces: string | undefined,
  ) => Promise<{ readonly state: 'written'; readonly etag: string } | { readonly state: 'overtaken' | 'conflict' }>
}

export interface Announcing {
  readonly store: StateStore
  readonly publish: (message: OutgoingMessage) => Promise<void>
  /** The words for a change; undefined when there is nothing to say. */
  readonly messageFor: (change: Change) => OutgoingMessage | undefined
}

const MOST_TRIES = 5

const readState = async (store: StateStore, accountId: string) => {
  const found = await store.read(accountId)
  if (found === undefined) return { state: undefined, version: undefined }
  return { state: parseAccountState(found.bytes, `The state of account ${accountId}`), version: found.version }
}

/** Sends what an earlier run decided and did not send, or did not get to mark as sent; then marks it. */
const emptyOutbox = async (
  { store, publish }: Announcing,
  state: AccountState,
  version: string | undefined,
): Promise<string | undefined> => {
  if (state.outbox.length === 0) return version
  for (const message of state.outbox) await publish(message)
  const written = await store.write(state.accountId, serialiseAccountState({ ...state, outbox: [] }), version)
  return written.state === 'written' ? written.etag : undefined
}

/**
 * State first, then send, then mark as sent: a crash at any step is repaired by the next run, which finds either the old state
 * (and decides the same again) or the message in the outbox (and sends it, with the same id).
 */
export const rememberAndAnnounce = async (
  announcing: Announcing,
  result: AuditResult,
  accountId: string,
  now: Date,
): Promise<Change> => {
  const { store, messageFor } = announcing
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await readState(store, accountId)
    if (before.state !== undefined && before.state.outbox.length > 0) {
      await emptyOutbox(announcing, before.state, before.version)
      continue
    }
    const change = diff(result, before.state, accountId, now)
    const message = messageFor(change)
    const state: AccountState = { ...change.state, outbox: message === undefined ? [] : [message] }
    const written = await store.write(accountId, serialiseAccountState(state), before.version)
    if (written.state !== 'written') continue
    await emptyOutbox(announcing, state, written.etag)
    return change
  }
  throw new StateError(
    `The state of account ${accountId} was written by others ${MOST_TRIES} times in a row; nothing was announced. The next run tries again.`,
  )
}
