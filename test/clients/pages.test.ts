import { describe, expect, it } from 'vitest'
import { answerOfPages, markerCursor, readPages } from '#shared/clients/pages.ts'
import { awsError } from './mocked-clients.ts'

interface Page {
  readonly Items?: readonly string[]
  readonly IsTruncated?: boolean
  readonly Marker?: string
}

const play = async (answers: readonly (Page | Error)[]) => {
  const asked: (string | undefined)[] = []
  const result = await readPages<Page>((marker) => {
    const answer = answers[Math.min(asked.push(marker), answers.length) - 1]
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? {})
  }, markerCursor)
  return { ...result, asked }
}

const more = (Marker: string, ...Items: readonly string[]): Page => ({ Items, IsTruncated: true, Marker })

describe('readPages', () => {
  it('row 27: goes on after a page that is empty and says that there is more', async () => {
    const { pages, cutShort, asked } = await play([more('m1'), more('m2', 'a'), { Items: ['b'], IsTruncated: false }])
    expect(pages.flatMap((page) => page.Items)).toEqual(['a', 'b'])
    expect(cutShort).toBeUndefined()
    expect(asked).toEqual([undefined, 'm1', 'm2'])
  })

  it('row 27: one item a page, a thousand pages', async () => {
    const answers = Array.from({ length: 1000 }, (_, page) => more(`m${page}`, `${page}`))
    const { pages, cutShort } = await play([...answers, { Items: ['last'] }])
    expect(pages).toHaveLength(1001)
    expect(cutShort).toBeUndefined()
  })

  it.each([
    ['at once', [more('m', 'a'), more('m', 'b')], 2],
    ['in a ring', [more('m', 'a'), more('n', 'b'), more('m', 'c')], 3],
  ])('row 27: the same marker %s: stops, keeps what was read, says so', async (_, answers, read) => {
    const { pages, cutShort } = await play(answers)
    expect(pages).toHaveLength(read)
    expect(cutShort).toEqual({
      code: 'MarkerRepeated',
      reason: `AWS gave the same marker twice after page ${read}; what follows is not collected.`,
    })
  })

  it.each([
    ['none', { Items: ['a'], IsTruncated: true }],
    ['an empty one', more('', 'a')],
  ])('row 28: truncated, with %s for a marker: an error, not a silent end', async (_, page) => {
    const { pages, cutShort } = await play([page])
    expect(pages).toEqual([page])
    expect(cutShort?.code).toBe('TruncatedWithoutMarker')
  })

  it('leaves no mark of more to come on a page that is followed by the next', async () => {
    const { pages } = await play([more('m', 'a'), { Items: ['b'], IsTruncated: false }])
    expect(pages).toEqual([{ Items: ['a'] }, { Items: ['b'], IsTruncated: false }])
  })

  it('leaves the mark on the last page where more was to come', async () => {
    const { pages } = await play([more('m', 'a'), more('n', 'b'), awsError('Throttling')])
    expect(pages).toEqual([{ Items: ['a'] }, more('n', 'b')])
  })

  it('a page that fails leaves those before it', async () => {
    const { pages, cutShort } = await play([more('m', 'a'), awsError('ThrottlingException', 'Rate exceeded')])
    expect(pages).toHaveLength(1)
    expect(cutShort).toEqual({ code: 'Throttling', reason: 'Rate exceeded' })
  })

  it('writes one page as it is and several as a list', () => {
    expect(answerOfPages([{ a: 1 }])).toEqual({ a: 1 })
    expect(answerOfPages([{ a: 1 }, { a: 2 }])).toEqual([{ a: 1 }, { a: 2 }])
  })
})
