import { failureOf } from './failure.ts'
import type { Failure } from './failure.ts'

/** Where a page says that the list goes on. `next` may be absent by mistake: then the list is cut short. */
export interface Cursor {
  readonly more: boolean
  readonly next: string | undefined
}

export interface Pages<Page> {
  readonly pages: readonly Page[]
  /** Set when the list ends before its end: what was read is kept, and what is missing is said. */
  readonly cutShort?: Failure
}

const PAGE_LIMIT = 20_000

export const markerCursor = (page: { IsTruncated?: boolean | undefined; Marker?: string | undefined }): Cursor => ({
  more: page.IsTruncated === true,
  next: page.Marker,
})

export const tokenCursor = (token: string | undefined): Cursor => ({
  more: token !== undefined && token !== '',
  next: token,
})

const faultOf = ({ next }: Cursor, seen: ReadonlySet<string>, pages: number): Failure | undefined => {
  const after = `after page ${pages}; what follows is not collected.`
  if (next === undefined || next === '')
    return { code: 'TruncatedWithoutMarker', reason: `AWS said that the list goes on but gave no marker ${after}` }
  if (seen.has(next)) return { code: 'MarkerRepeated', reason: `AWS gave the same marker twice ${after}` }
  if (pages >= PAGE_LIMIT) return { code: 'TooManyPages', reason: `The list did not end ${after}` }
  return undefined
}

const CURSOR_KEYS = ['IsTruncated', 'isTruncated', 'Marker', 'NextToken', 'nextToken']

/** A page followed by the next no longer says that there is more: only the last can, and then something is missing. */
const continued = <Page extends object>(page: Page): Page => {
  const copy = { ...page }
  for (const key of CURSOR_KEYS) Reflect.deleteProperty(copy, key)
  return copy
}

/** Reads a list to its end, or to the first page that cannot be trusted or had. */
export const readPages = async <Page extends object>(
  read: (marker: string | undefined) => Promise<Page>,
  cursorOf: (page: Page) => Cursor,
): Promise<Pages<Page>> => {
  const pages: Page[] = []
  const seen = new Set<string>()
  let marker: string | undefined
  for (;;) {
    let page: Page
    try {
      page = await read(marker)
    } catch (error) {
      return { pages, cutShort: failureOf(error) }
    }
    const before = pages.pop()
    if (before !== undefined) pages.push(continued(before))
    pages.push(page)
    const cursor = cursorOf(page)
    if (!cursor.more) return { pages }
    const fault = faultOf(cursor, seen, pages.length)
    if (fault !== undefined) return { pages, cutShort: fault }
    marker = cursor.next
    if (marker !== undefined) seen.add(marker)
  }
}

/** One answer as it is, several as an array: the two forms of a bulk evidence file. */
export const answerOfPages = (pages: readonly unknown[]): unknown => (pages.length === 1 ? pages[0] : pages)
