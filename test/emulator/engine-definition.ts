import { readFileSync } from 'node:fs'

const DEFINITION = new URL('../../infra/organization.asl.json', import.meta.url)

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

interface Batching {
  readonly most: number
}

/** moto 5.2.5 waits in real time: one second is as good here as twenty. */
const withShortWaits = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withShortWaits)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'IntervalSeconds' ? 1 : withShortWaits(inner)]),
  )
}

/** What the stack's DefinitionSubstitutions do. */
const substituted = (text: string, names: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole)

interface MapState {
  readonly [key: string]: Json
  readonly ItemBatcher: { readonly MaxItemsPerBatch: number }
  readonly ItemReader: { readonly ReaderConfig: { readonly InputType: string } }
}

/**
 * The committed definition as moto's engine (LocalStack's interpreter) can run it. It knows no ItemBatcher and no JSONL, so the Map reads a
 * JSON list instead, and `batchesOf` makes of the run's own file what ItemBatcher would; it tolerates any number of failures and cannot
 * parse a whole percentage; its ResultWriter names no child. Everything else is the file's.
 */
export const engineDefinition = (
  names: Readonly<Record<string, string>>,
): { readonly definition: string; readonly batching: Batching } => {
  const whole = JSON.parse(substituted(readFileSync(DEFINITION, 'utf8'), names)) as {
    readonly States: { readonly AuditAccounts: MapState } & Record<string, Json>
  }
  const { ItemBatcher, ItemReader, ToleratedFailurePercentage: _any, ...rest } = whole.States.AuditAccounts
  if (ItemReader.ReaderConfig.InputType !== 'JSONL') throw new Error('The accounts are no JSON Lines any more.')
  const AuditAccounts = { ...rest, ItemReader: { ...ItemReader, ReaderConfig: { InputType: 'JSON' } } }
  const States = withShortWaits({ ...whole.States, AuditAccounts })
  return { definition: JSON.stringify({ ...whole, States }), batching: { most: ItemBatcher.MaxItemsPerBatch } }
}

/** ItemBatcher's work on the lines of the list: `BatchInput` is as the definition has it. */
export const batchesOf = (lines: string, run: string, { most }: Batching): readonly Json[] => {
  const items = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Json)
  return Array.from({ length: Math.ceil(items.length / most) }, (_, index) => ({
    BatchInput: { run },
    Items: items.slice(index * most, (index + 1) * most),
  }))
}
