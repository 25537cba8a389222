import { readFileSync } from 'node:fs'

/** A column's type as the DDL has it. */
export type HiveType =
  | { readonly kind: 'string' }
  | { readonly kind: 'struct'; readonly fields: readonly (readonly [name: string, type: HiveType])[] }
  | { readonly kind: 'array'; readonly of: HiveType }
  | { readonly kind: 'map' }

const DDL = new URL('../../infra/athena/organization-trail.sql', import.meta.url)

export const readDdl = (): string =>
  readFileSync(DDL, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('--'))
    .join('\n')

/** At commas that stand in no bracket. */
const partsOf = (text: string): readonly string[] => {
  let depth = 0
  const parts = ['']
  for (const letter of text) {
    if (letter === '<') depth += 1
    if (letter === '>') depth -= 1
    if (letter === ',' && depth === 0) parts.push('')
    else parts.push(`${parts.pop() ?? ''}${letter}`)
  }
  return parts.map((part) => part.trim())
}

const typeOf = (text: string): HiveType => {
  const [, outer = '', inner = ''] = /^(\w+)(?:<(.*)>)?$/s.exec(text.trim()) ?? []
  switch (outer.toUpperCase()) {
    case 'STRUCT':
      return {
        kind: 'struct',
        fields: partsOf(inner).map((field) => {
          const [name = '', ...rest] = field.split(':')
          return [name, typeOf(rest.join(':'))] as const
        }),
      }
    case 'ARRAY':
      return { kind: 'array', of: typeOf(inner) }
    case 'MAP':
      return { kind: 'map' }
    case 'STRING':
      return { kind: 'string' }
    default:
      throw new Error(`${text} is no type of this table`)
  }
}

/** The columns of the table, in the DDL's order. */
export const columnsOf = (ddl: string): readonly (readonly [name: string, type: HiveType])[] => {
  const [, columns = ''] = /TABLE \w+ \(\n(.*?)\n\)\nPARTITIONED/s.exec(ddl) ?? []
  return partsOf(columns).map((column) => {
    const [, name = '', type = ''] = /^(\w+)\s+(.*)$/s.exec(column) ?? []
    return [name, typeOf(type.replaceAll(/\s/g, ''))] as const
  })
}

/** The properties of the table. */
export const propertiesOf = (ddl: string): ReadonlyMap<string, string> => {
  const [, properties = ''] = /TBLPROPERTIES \((.*)\)\s*$/s.exec(ddl) ?? []
  return new Map([...properties.matchAll(/'([^']*)'='([^']*)'/g)].map(([, key = '', value = '']) => [key, value]))
}

/** As the Glue catalogue writes a type. */
export const textOfType = (type: HiveType): string => {
  if (type.kind === 'string') return 'string'
  if (type.kind === 'map') return 'map<string,string>'
  if (type.kind === 'array') return `array<${textOfType(type.of)}>`
  return `struct<${type.fields.map(([name, inner]) => `${name}:${textOfType(inner)}`).join(',')}>`
}
