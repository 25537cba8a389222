/** A limit or list that the configuration can change: one declaration for types, validation, the JSON schema and the rule's page. */
export type ParameterSpec =
  | {
      readonly kind: 'number'
      readonly default: number
      readonly min: number
      readonly max: number
      readonly what: string
    }
  | { readonly kind: 'flag'; readonly default: boolean; readonly what: string }
  | { readonly kind: 'words'; readonly default: readonly string[]; readonly what: string }

export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>

export type ParameterValues<Specs extends ParameterSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends { kind: 'number' }
    ? number
    : Specs[Name] extends { kind: 'flag' }
      ? boolean
      : readonly string[]
}

export const days = (fallback: number, what: string) =>
  ({ kind: 'number', default: fallback, min: 1, max: 3650, what }) as const
export const count = (fallback: number, what: string, { min = 0, max = 1_000_000 } = {}) =>
  ({ kind: 'number', default: fallback, min, max, what }) as const
export const flag = (fallback: boolean, what: string) => ({ kind: 'flag', default: fallback, what }) as const
/** A list of words or glob patterns (`*`, `?`). */
export const words = (fallback: readonly string[], what: string) =>
  ({ kind: 'words', default: fallback, what }) as const

export type ParameterValue = number | boolean | readonly string[]

export const defaultsOf = (specs: ParameterSpecs): Readonly<Record<string, ParameterValue>> =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default]))
