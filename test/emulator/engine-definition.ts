import { readFileSync } from 'node:fs'

const INFRA = new URL('../../infra/', import.meta.url)

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
  readonly Type: 'Map'
  readonly ItemReader: { readonly ReaderConfig: { readonly InputType: string } }
}
const isMap = (state: Json): state is MapState =>
  typeof state === 'object' && state !== null && 'Type' in state && state['Type'] === 'Map'

const engineMap = (name: string, state: MapState): Json => {
  const { ItemBatcher: _batcher, ItemReader, ToleratedFailurePercentage: _any, ...rest } = state
  if (ItemReader.ReaderConfig.InputType !== 'JSONL') throw new Error(`What ${name} reads is no JSON Lines any more.`)
  return { ...rest, ItemReader: { ...ItemReader, ReaderConfig: { InputType: 'JSON' } } }
}

/** The function that is asked for an object instead of S3: `{Bucket, Key}`, and answers `{Body}`. */
export const OBJECT_READER = 'read-object'

interface TaskState {
  readonly [key: string]: Json
  readonly Resource: string
  readonly Parameters: Json
  readonly ResultSelector: Readonly<Record<string, string>>
}
const isObjectRead = (state: Json): state is TaskState =>
  typeof state === 'object' &&
  state !== null &&
  'Resource' in state &&
  typeof state['Resource'] === 'string' &&
  state['Resource'].endsWith('aws-sdk:s3:getObject')

const engineRead = ({ Parameters, ResultSelector, ...rest }: TaskState): Json => ({
  ...rest,
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: OBJECT_READER, Payload: Parameters },
  ResultSelector: Object.fromEntries(
    Object.entries(ResultSelector).map(([name, path]) => [name, path.replace('$.Body', '$.Payload.Body')]),
  ),
})

const engineState = (name: string, state: Json): Json =>
  isMap(state) ? engineMap(name, state) : isObjectRead(state) ? engineRead(state) : state

interface EngineDefinition {
  readonly definition: string
  /** How many items of a Map make a batch. */
  readonly batchingOf: (state: string) => Batching
}

/**
 * A committed definition as moto's engine (LocalStack's interpreter) can run it. It knows no ItemBatcher and no JSONL, so a Map reads a
 * JSON list instead, and `itemsOf` or `batchesOf` makes of the run's own file what AWS would; it tolerates any number of failures and cannot
 * parse a whole percentage; its ResultWriter names no child; it fails at an answer of the SDK that is a stream, as GetObject's. Everything else is the file's.
 */
export const engineDefinition = (file: string, names: Readonly<Record<string, string>>): EngineDefinition => {
  const text = substituted(readFileSync(new URL(file, INFRA), 'utf8'), names)
  const whole = JSON.parse(text) as { readonly States: Readonly<Record<string, Json>> }
  const states = Object.entries(whole.States)
  const derived = states.map(([name, state]) => [name, engineState(name, state)] as const)
  const batchingOf = (name: string): Batching => {
    const { ItemBatcher } = whole.States[name] as { readonly ItemBatcher: { readonly MaxItemsPerBatch: number } }
    return { most: ItemBatcher.MaxItemsPerBatch }
  }
  const States = withShortWaits(Object.fromEntries(derived))
  return { definition: JSON.stringify({ ...whole, States }), batchingOf }
}

/** JSON Lines, as an ItemReader reads them. */
export const itemsOf = (lines: string): readonly Json[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Json)

/** ItemBatcher's work on the lines of the list: `BatchInput` is as the definition has it. */
export const batchesOf = (lines: string, run: string, { most }: Batching): readonly Json[] => {
  const items = itemsOf(lines)
  return Array.from({ length: Math.ceil(items.length / most) }, (_, index) => ({
    BatchInput: { run },
    Items: items.slice(index * most, (index + 1) * most),
  }))
}
