import { charactersOf } from '#shared/permissions/policy-size.ts'
import type { PolicyStatement, ProposedPolicy } from './policy-suggestion.ts'
import { withUniqueSids } from './suggest-sids.ts'

export interface SizedPolicy {
  readonly document: ProposedPolicy
  readonly characters: number
}

const documentOf = (statements: readonly PolicyStatement[]): ProposedPolicy => ({
  Version: '2012-10-17',
  Statement: statements,
})

/** As IAM counts: without white space, also where it stands inside a name. */
const sizeOf = (value: unknown): number => charactersOf({ text: JSON.stringify(value) }, 'managed-policy')

const EMPTY_DOCUMENT = sizeOf(documentOf([]))

// A Sid may get a number behind it.
const ROOM_FOR_NUMBER = 6

/** Statements too long for any document, divided by their resources. One resource that is too long alone cannot be divided. */
const divided = (statement: PolicyStatement, limit: number): readonly PolicyStatement[] => {
  const most = limit - EMPTY_DOCUMENT - ROOM_FOR_NUMBER
  if (sizeOf(statement) <= most || statement.Resource.length < 2) return dividedByAction(statement, most)
  const middle = Math.ceil(statement.Resource.length / 2)
  return [statement.Resource.slice(0, middle), statement.Resource.slice(middle)].flatMap((resources) =>
    divided({ ...statement, Resource: resources }, limit),
  )
}

const dividedByAction = (statement: PolicyStatement, most: number): readonly PolicyStatement[] => {
  if (sizeOf(statement) <= most || statement.Action.length < 2) return [statement]
  const middle = Math.ceil(statement.Action.length / 2)
  return [statement.Action.slice(0, middle), statement.Action.slice(middle)].flatMap((actions) =>
    dividedByAction({ ...statement, Action: actions }, most),
  )
}

interface Bin {
  readonly statements: { readonly at: number; readonly statement: PolicyStatement }[]
  size: number
}

/** Puts statements into as few documents as first-fit decreasing finds, and keeps their order in each. */
export const documentsOf = (statements: readonly PolicyStatement[], limit: number): readonly SizedPolicy[] => {
  if (statements.length === 0) return []
  const parts = withUniqueSids(statements.flatMap((statement) => divided(statement, limit)))
  const sized = parts.map((statement, at) => ({ statement, at, size: sizeOf(statement) + 1 }))
  const bins: Bin[] = []
  for (const { statement, at, size } of [...sized].sort((a, b) => b.size - a.size || a.at - b.at)) {
    // The last statement of a document needs no comma: one character is free.
    let bin = bins.find((one) => one.size + size - 1 <= limit)
    if (bin === undefined) bins.push((bin = { statements: [], size: EMPTY_DOCUMENT }))
    bin.statements.push({ at, statement })
    bin.size += size
  }
  for (const { statements: inside } of bins) inside.sort((a, b) => a.at - b.at)
  return bins
    .sort((a, b) => (a.statements[0]?.at ?? 0) - (b.statements[0]?.at ?? 0))
    .map(({ statements: inside, size }) => ({
      document: documentOf(inside.map(({ statement }) => statement)),
      characters: size - 1,
    }))
}
