import { readFileSync } from 'node:fs'
import { HiveSQL } from 'dt-sql-parser/dist/parser/hive/index.js'
import { TrinoSQL } from 'dt-sql-parser/dist/parser/trino/index.js'
import { describe, expect, test } from 'vitest'
import { DAY_QUERY, MOST_ACCOUNTS, parametersOf, RESULT_COLUMNS } from '#shared/activity/trail-table/day-query.ts'
import { RECORD_FIELDS } from '#shared/activity/trail-table/record-fields.ts'
import { columnsOf, propertiesOf, readDdl, textOfType } from '#test/support/hive-table.ts'

describe('the query', () => {
  test('is valid in Trino’s grammar, and a broken one is not', () => {
    expect(new TrinoSQL().validate(DAY_QUERY)).toEqual([])
    expect(new TrinoSQL().validate(DAY_QUERY.replace('GROUPING SETS', 'GROUPING SET'))).not.toEqual([])
  })

  test('has a placeholder for each parameter and no value of its own', () => {
    expect(DAY_QUERY.match(/\?/g)).toHaveLength(MOST_ACCOUNTS + 1)
    expect(DAY_QUERY).not.toMatch(/\d{4}|'\d/)
  })

  test('carries the fields of record-fields.ts in their order', () => {
    const [, elements = ''] = /ARRAY\[\n([\s\S]*?)\n {4}\] AS JSON/.exec(DAY_QUERY) ?? []
    const carried = elements.split(',\n').map((element) => {
      const extracted = /json_extract\((\w+), '\$\.(\w+)'\)/.exec(element)
      if (extracted) return `${extracted[1]}.${extracted[2]}`.toLowerCase()
      return (/transform\((\w+),/.exec(element)?.[1] ?? element).trim()
    })
    expect(carried).toEqual(RECORD_FIELDS.map(([path]) => path.toLowerCase()))
  })

  test('names its columns as the reader of the result expects them', () => {
    const [select = ''] = DAY_QUERY.split('FROM (')
    for (const column of RESULT_COLUMNS) expect(select).toMatch(new RegExp(`(?:^|AS )\\s*${column}\\b`, 'm'))
  })
})

describe('the table', () => {
  test('is valid in Hive’s grammar, and a broken one is not', () => {
    expect(new HiveSQL().validate(readDdl())).toEqual([])
    expect(new HiveSQL().validate(readDdl().replace('PARTITIONED BY', 'PARTITION BY'))).not.toEqual([])
  })

  test('has every column that the query reads', () => {
    const columns = new Set(columnsOf(readDdl()).map(([name]) => name))
    expect(
      [...new Set(RECORD_FIELDS.map(([path]) => path.split('.')[0]?.toLowerCase() ?? ''))].filter(
        (name) => !columns.has(name),
      ),
    ).toEqual([])
  })

  test('computes every partition that its place names', () => {
    const properties = propertiesOf(readDdl())
    const named = [...(properties.get('storage.location.template') ?? '').matchAll(/\$\{(\w+)\}/g)].map(
      ([, name]) => name,
    )
    expect(named).toEqual(['account', 'region', 'delivery_day'])
    for (const name of named) expect(properties.has(`projection.${name}.type`)).toBe(true)
  })
})

describe('the stack', () => {
  const stack = readFileSync(new URL('../../../infra/athena.yml', import.meta.url), 'utf8')
  const regions = /param:trailRegions, '([^']*)'/.exec(stack)?.[1]

  test('has the columns of the DDL', () => {
    const columns = [...stack.matchAll(/Name: (\w+),?\s+Type: ([\w<>:,]+)/g)].map(([, name, type]) => [name, type])
    const partitions = ['account', 'region', 'delivery_day'].map((name) => [name, 'string'])
    expect(columns).toEqual([...partitions, ...columnsOf(readDdl()).map(([name, type]) => [name, textOfType(type)])])
  })

  test('has its properties', () => {
    for (const [key, value] of propertiesOf(readDdl())) {
      const [, found] = new RegExp(`^ +${key.replaceAll('.', '\\.')}: (.*)$`, 'm').exec(stack) ?? []
      if (key === 'projection.region.values') expect(regions).toBe(value)
      else if (key !== 'storage.location.template') expect(found?.replaceAll("'", ''), key).toBe(value)
    }
    const [, template = ''] = /- '(s3:[^']*delivery_day[^']*)'/.exec(stack) ?? []
    const asDdl = template
      .replace('${TrailBucketName}', 'TRAIL_BUCKET')
      .replace('${Prefix}', 'PREFIX')
      .replace('${Organization}', 'ORGANIZATION')
    expect(asDdl.replaceAll('${!', '${')).toBe(propertiesOf(readDdl()).get('storage.location.template'))
  })
})

describe('parametersOf', () => {
  test('are literals: the day as the places have it, the accounts, and the first again for what is free', () => {
    const parameters = parametersOf({ day: '2026-11-20', accounts: ['111111111111', '222222222222'] })
    expect(parameters).toHaveLength(MOST_ACCOUNTS + 1)
    expect(parameters.slice(0, 4)).toEqual(["'2026/11/20'", "'111111111111'", "'222222222222'", "'111111111111'"])
  })

  test.each([
    ["2026-11-20' OR '1'='1", ['111111111111'], /is no day/],
    ['2026-11-20', ["1' OR '1'='1"], /is no account id/],
    ['2026-11-20', [], /1 to 20 accounts, not 0/],
    ['2026-11-20', Array.from({ length: 21 }, () => '111111111111'), /1 to 20 accounts, not 21/],
  ])('refuses %s for %s', (day, accounts, words) => {
    expect(() => parametersOf({ day, accounts })).toThrow(words)
  })
})
