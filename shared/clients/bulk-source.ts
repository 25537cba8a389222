import type { EvidenceName } from '#shared/facts/evidence-source.ts'
import type { Collection, SendOptions } from './collection.ts'
import { answerOfPages, readPages } from './pages.ts'
import type { Cursor } from './pages.ts'

/** A kind of evidence that account-wide calls give. */
export interface BulkSource {
  readonly evidence: EvidenceName
  /** `organization`: only its management account or a delegated administrator may ask. */
  readonly scope: 'account' | 'organization'
  readonly collect: (collection: Collection) => Promise<void>
}

interface SourceWords {
  readonly evidence: EvidenceName
  readonly call: string
  readonly scope?: BulkSource['scope']
}

/** One call, one answer. */
export const answerSource = (
  { evidence, call, scope = 'account' }: SourceWords,
  send: (clients: Collection['clients'], options: SendOptions) => Promise<unknown>,
): BulkSource => ({
  evidence,
  scope,
  collect: async (collection) => {
    const answer = await collection.attempt({ call, evidence }, (options) => send(collection.clients, options))
    if (answer !== undefined) collection.keep(evidence, answer)
  },
})

/** Reads all pages and keeps those that came; a list that was cut short is an error beside them. */
export const collectPages = async <Page extends object>(
  collection: Collection,
  place: Parameters<Collection['fail']>[0],
  send: (marker: { Marker?: string }, options: SendOptions) => Promise<Page>,
  cursorOf: (page: Page) => Cursor,
): Promise<readonly Page[]> => {
  const { pages, cutShort } = await readPages(
    (marker) => collection.ask((options) => send(marker === undefined ? {} : { Marker: marker }, options)),
    cursorOf,
  )
  if (cutShort !== undefined) collection.fail(place, cutShort)
  return pages
}

/** A list in pages, IAM's way or by token. */
export const pagedSource = <Page extends object>(
  { evidence, call, scope = 'account' }: SourceWords,
  send: (clients: Collection['clients'], marker: { Marker?: string }, options: SendOptions) => Promise<Page>,
  cursorOf: (page: Page) => Cursor,
): BulkSource => ({
  evidence,
  scope,
  collect: async (collection) => {
    const read = (marker: { Marker?: string }, options: SendOptions) => send(collection.clients, marker, options)
    const pages = await collectPages(collection, { call, evidence }, read, cursorOf)
    if (pages.length > 0) collection.keep(evidence, answerOfPages(pages))
  },
})
