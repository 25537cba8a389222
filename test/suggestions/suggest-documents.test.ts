import { describe, expect, it } from 'vitest'
import type { PolicyStatement } from '#shared/suggestions/policy-suggestion.ts'
import { documentsOf } from '#shared/suggestions/suggest-documents.ts'

const LIMIT = 6144

const statement = (sid: string, ...resources: readonly string[]): PolicyStatement => ({
  Sid: sid,
  Effect: 'Allow',
  Action: ['s3:GetObject'],
  Resource: resources,
})
const countedByIam = (value: unknown): number => JSON.stringify(value).replaceAll(/\s/gu, '').length
const bare = countedByIam({ Version: '2012-10-17', Statement: [statement('Read', '')] })

/** One statement whose document has exactly so many characters as IAM counts them. */
const ofSize = (characters: number): PolicyStatement => statement('Read', 'x'.repeat(characters - bare))
/** Two statements that together make a document of so many characters. */
const pairOfSize = (characters: number): readonly PolicyStatement[] => {
  const two = countedByIam({ Version: '2012-10-17', Statement: [statement('One', ''), statement('Two', '')] })
  const rest = characters - two
  return [statement('One', 'x'.repeat(3000)), statement('Two', 'y'.repeat(rest - 3000))]
}

describe('documents within the size that IAM counts', () => {
  it.each([
    [6143, [6143]],
    [6144, [6144]],
    [6145, [3111, 3072]],
  ])('two statements of together %i characters make documents of %j', (characters, documents) => {
    const made = documentsOf(pairOfSize(characters), LIMIT)
    expect(made.map((one) => one.characters)).toEqual(documents)
  })

  it.each([6143, 6144, 6145])('one resource that makes %i characters is told by its size', (characters) => {
    expect(documentsOf([ofSize(characters)], LIMIT).map((one) => one.characters)).toEqual([characters])
  })

  it('counts no white space, also inside names', () => {
    const [made] = documentsOf([statement('Read', 'a b\tc')], LIMIT)
    const [dense] = documentsOf([statement('Read', 'abc')], LIMIT)
    // JSON writes the tab as `\t`: two characters that are no white space.
    expect(made?.characters).toBe((dense?.characters ?? 0) + 2)
  })

  it('divides a statement that is too long by its resources and keeps all of them', () => {
    const resources = Array.from(
      { length: 300 },
      (_, index) => `arn:aws:s3:::bucket/${String(index).padStart(40, '0')}`,
    )
    const made = documentsOf([statement('Read', ...resources)], LIMIT)
    expect(made.length).toBeGreaterThan(1)
    expect(made.every((one) => one.characters <= LIMIT)).toBe(true)
    expect(made.flatMap(({ document }) => document.Statement.flatMap(({ Resource }) => Resource)).sort()).toEqual(
      resources,
    )
  })

  it('gives each statement a Sid of its own over all documents', () => {
    const made = documentsOf([statement('Read', 'a'), statement('Read', 'b'), statement('ReadNo2', 'c')], LIMIT)
    expect(made.flatMap(({ document }) => document.Statement.map(({ Sid }) => Sid))).toEqual([
      'Read',
      'ReadNo2',
      'ReadNo2No2',
    ])
  })

  it('takes no more documents than first-fit decreasing: six of 3,000 fit into three', () => {
    const made = documentsOf(
      Array.from({ length: 6 }, (_, index) => statement(`S${index}`, 'x'.repeat(2900))),
      LIMIT,
    )
    expect(made).toHaveLength(3)
  })

  it('makes nothing of nothing', () => {
    expect(documentsOf([], LIMIT)).toEqual([])
  })
})
