import { isJsonObject } from '#shared/facts/json.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import { textParameterOf, topLevelOf } from '../events/call.ts'
import type { Call } from '../events/call.ts'
import { escapeForPolicy } from './policy-text.ts'
import { namedArn } from './special.ts'
import type { Special } from './special.ts'

const tableArn = (call: Call, table: string): string => namedArn(call, 'dynamodb', 'table/', table)

// A query of an index is authorized against the index, not the table.
export const dynamoDbRead: Special = (call) => {
  const table = textParameterOf(call, 'tableName')
  const index = textParameterOf(call, 'indexName')
  if (table === undefined || index === undefined) return undefined
  return [`${tableArn(call, table)}/index/${escapeForPolicy(index)}`]
}

export const DYNAMODB_BATCHES: ReadonlyMap<string, string> = new Map([
  ['dynamodb:PutItem', 'put'],
  ['dynamodb:UpdateItem', 'update'],
  ['dynamodb:DeleteItem', 'delete'],
  ['dynamodb:ConditionCheckItem', 'conditioncheck'],
  ['dynamodb:GetItem', 'get'],
])

/** Tables of the entries of a transaction that are of this action's kind, or the keys of `requestItems` of a batch. */
export const dynamoDbTables: Special = (call, action) => {
  const kind = DYNAMODB_BATCHES.get(action)
  const transact = topLevelOf(call, 'transactItems')
  const batch = topLevelOf(call, 'requestItems')
  const tables = Array.isArray(transact)
    ? call.parameters.all.flatMap((leaf) =>
        leaf.name === 'tablename' && leaf.path.at(-1) === kind ? [leaf.value] : [],
      )
    : isJsonObject(batch)
      ? Object.keys(batch)
      : []
  const arns = tables.map((table) => tableArn(call, table))
  return arns.length === 0 ? undefined : sortedUnique(arns)
}

/** A restore is authorized against what it reads (a backup, a table) and against the table that it makes. */
export const dynamoDbRestore: Special = (call) => {
  const names = ['sourceTableArn', 'sourceTableName', 'targetTableName', 'backupArn'].flatMap(
    (name) => textParameterOf(call, name) ?? [],
  )
  const arns = names.map((name) => tableArn(call, name))
  return arns.length === 0 ? undefined : sortedUnique(arns)
}
