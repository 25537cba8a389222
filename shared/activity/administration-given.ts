import { type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import { allowStatementsIn, listOf } from './statements-in.ts'

/** All permissions, or all of IAM: the means to all. */
const ADMINISTRATION: ReadonlyMap<string, 'all' | 'iam'> = new Map([
  ['*', 'all'],
  ['*:*', 'all'],
  ['iam:*', 'iam'],
])

const lowerCase = (value: JsonValue): string => (typeof value === 'string' ? value.toLowerCase() : '')

const givenBy = (statement: JsonObject): readonly ('all' | 'iam')[] => {
  const everywhere = listOf(ownProperty(statement, 'Resource')).includes('*')
  if (!everywhere || ownProperty(statement, 'Condition') !== undefined) return []
  return listOf(ownProperty(statement, 'Action')).flatMap((action) => ADMINISTRATION.get(lowerCase(action)) ?? [])
}

/** Whether a policy that stands in a call's parameters makes an administrator, without any condition. */
export const administrationGiven = (policy: string): 'all' | 'iam' | undefined => {
  const given = allowStatementsIn(policy)?.flatMap(givenBy) ?? []
  return given.includes('all') ? 'all' : given[0]
}
