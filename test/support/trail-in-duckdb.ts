import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { DAY_QUERY, parametersOf, type QueriedDay, RESULT_COLUMNS } from '#shared/activity/trail-table/day-query.ts'
import type { ResultRow } from '#shared/activity/trail-table/table-fold.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '#shared/facts/json.ts'
import { parseTrailObjectName } from '#shared/facts/trail-object-name.ts'
import { columnsOf, type HiveType, readDdl } from './hive-table.ts'

// The table of infra/athena/organization-trail.sql in DuckDB, made from log files as the SerDe of that DDL reads them, and the production
// query over it. What DuckDB lacks of Trino is bridged here, and nowhere else.

/** One log file: the name of its object and the events in its `Records`. */
export interface LogFileOfTrail {
  readonly bucket: string
  readonly key: string
  readonly events: readonly JsonObject[]
}

const duckType = (type: HiveType): string => {
  if (type.kind === 'string') return 'VARCHAR'
  if (type.kind === 'map') return 'MAP(VARCHAR, VARCHAR)'
  if (type.kind === 'array') return `${duckType(type.of)}[]`
  return `STRUCT(${type.fields.map(([name, inner]) => `"${name}" ${duckType(inner)}`).join(', ')})`
}

/** As the SerDe gives a value: members by name without regard to case, and as text whatever a STRING column holds. */
const cellOf = (value: JsonValue | undefined, type: HiveType): JsonValue => {
  if (value === undefined || value === null) return null
  if (type.kind === 'string') return typeof value === 'string' ? value : JSON.stringify(value)
  if (type.kind === 'array') return Array.isArray(value) ? value.map((item: JsonValue) => cellOf(item, type.of)) : null
  if (!isJsonObject(value)) return null
  if (type.kind === 'map')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cellOf(item, { kind: 'string' })]))
  const members = new Map(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item]))
  return Object.fromEntries(type.fields.map(([name, inner]) => [name, cellOf(members.get(name), inner)]))
}

const rowsOf = ({ bucket, key, events }: LogFileOfTrail, columns: HiveType): readonly string[] => {
  const name = parseTrailObjectName(key)
  if (name?.kind !== 'log') throw new Error(`${key} is no name of a log file`)
  const place = { account: name.account, region: name.region, delivery_day: name.day.replaceAll('-', '/') }
  return events.map((event) =>
    JSON.stringify({ ...(cellOf(event, columns) as JsonObject), ...place, $path: `s3://${bucket}/${key}` }),
  )
}

/** Trino's names for what DuckDB has under another one. `transform` takes a lambda, which no macro can pass on. */
const MACROS = ['CREATE MACRO json_format(value) AS CAST(value AS VARCHAR)']
const duckQuery = DAY_QUERY.replace('transform(', 'list_transform(')

export interface TrailTable {
  readonly query: (asked: QueriedDay) => Promise<readonly ResultRow[]>
  readonly close: () => void
}

export const trailTableOf = async (files: readonly LogFileOfTrail[]): Promise<TrailTable> => {
  const fields = columnsOf(readDdl())
  const partitions = ['account', 'region', 'delivery_day', '$path'].map((name) => [name, { kind: 'string' }] as const)
  const types = [...fields, ...partitions].map(([name, type]) => `'${name}': '${duckType(type)}'`).join(', ')
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const file = path.join(tmpdir(), `${randomUUID()}.jsonl`)
  try {
    await writeFile(file, files.flatMap((log) => rowsOf(log, { kind: 'struct', fields })).join('\n'))
    for (const macro of MACROS) await connection.run(macro)
    await connection.run("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")
    await connection.run(
      `CREATE TABLE organization_trail AS SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${types}})`,
    )
  } finally {
    await rm(file, { force: true })
  }
  const query = async (asked: QueriedDay): Promise<readonly ResultRow[]> => {
    // Athena puts the literals in; DuckDB binds values.
    const values = parametersOf(asked).map((literal) => literal.slice(1, -1))
    const result = await connection.runAndReadAll(duckQuery, values)
    return result
      .getRowObjectsJson()
      .map(
        (row) =>
          Object.fromEntries(RESULT_COLUMNS.map((column) => [column, textOf(row[column])])) as unknown as ResultRow,
      )
  }
  return { query, close: () => connection.closeSync() }
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
