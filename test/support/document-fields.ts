import { readFileSync } from 'node:fs'

/** Every field of a JSON value by its path; `[]` stands for each entry of a list. */
export const fieldsOf = (value: unknown, at = ''): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (inner: unknown, here: string): void => {
    if (Array.isArray(inner)) for (const one of inner) visit(one, `${here}[]`)
    else if (typeof inner === 'object' && inner !== null)
      for (const [key, one] of Object.entries(inner)) {
        const place = here === '' ? key : `${here}.${key}`
        // A key may be any text (a context key, an ARN): a dot in it is no step.
        found.add(place)
        visit(one, place)
      }
    else if (here.endsWith('[]')) found.add(here)
  }
  visit(value, at)
  return found
}

export interface DocumentedField {
  readonly path: string
  /** The sample need not have it. */
  readonly sometimes: boolean
}

const expanded = (path: string): readonly string[] => {
  const braces = /^(.*?)\{([^}]*)\}(.*)$/.exec(path)
  if (braces === null) return [path]
  const [, before = '', names = '', after = ''] = braces
  return names.split(',').flatMap((name) => expanded(`${before}${name}${after}`))
}

/** The fields that docs/json.md has under a heading. */
export const documentedFields = (section: string): readonly DocumentedField[] => {
  const page = readFileSync(new URL('../../docs/json.md', import.meta.url), 'utf8')
  const text = page.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? ''
  return text.split('\n').flatMap((line) => {
    const [, path, meaning = ''] = /^\| `([^`]+)` \|(.*)\|$/.exec(line) ?? []
    return path === undefined || path === '---'
      ? []
      : expanded(path).map((one) => ({ path: one, sometimes: meaning.includes('*sometimes*') }))
  })
}

const escaped = (text: string): string => text.replaceAll(/[.[\]()+?^$|\\]/g, String.raw`\$&`)

/** Whether a real field is what this documented one stands for, or lies on the way to it. */
const patternOf = (path: string): RegExp => {
  const steps = path.split('.').map((step) => {
    if (step === '**') return '.+'
    return step === '*' ? '[^[]+?(\\[\\])?' : `${escaped(step)}(\\[\\])?`
  })
  return new RegExp(`^${steps.join('\\.').replace('\\..+', '(\\[\\])*(\\..+)?')}$`)
}

/** Fields that are printed and not documented, and documented ones that are never printed. */
export const differences = (section: string, real: ReadonlySet<string>) => {
  const documented = documentedFields(section)
  const patterns = documented.map(({ path, sometimes }) => ({ path, sometimes, pattern: patternOf(path) }))
  const isOnTheWay = (field: string): boolean =>
    documented.some(({ path }) => path.startsWith(`${field}.`) || path.startsWith(`${field}[`))
  const fields = [...real]
  return {
    undocumented: fields.filter((field) => !isOnTheWay(field) && !patterns.some(({ pattern }) => pattern.test(field))),
    neverPrinted: patterns
      .filter(({ sometimes, pattern }) => !sometimes && !fields.some((field) => pattern.test(field)))
      .map(({ path }) => path),
  }
}
