import schema from '#test/fixtures/ocsf/schema-1.6.0.json' with { type: 'json' }

interface Attribute {
  readonly type: string
  readonly requirement: string
  readonly array?: true
  /** Only in events that name this profile. */
  readonly profile?: string
  readonly deprecated?: string
  /** Allowed values and their captions. */
  readonly enum?: Readonly<Record<string, string>>
  /** The attribute that holds the caption of this one's value. */
  readonly sibling?: string
}
interface Kind {
  readonly attributes: Readonly<Record<string, Attribute>>
  readonly constraints?: { readonly at_least_one?: readonly string[]; readonly just_one?: readonly string[] }
}
interface Scalar {
  readonly type?: string
  readonly regex?: string
  readonly max_len?: number
  readonly range?: readonly number[]
}
// JSON imports have each attribute's own type.
const objects = schema.objects as unknown as Readonly<Record<string, Kind>>
const classes = schema.classes as unknown as Readonly<Record<string, Kind & { readonly profiles: readonly string[] }>>
const types = schema.types as Readonly<Record<string, Scalar>>

type Values = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Milliseconds of this century: seconds would be January 1970. */
const isTimestamp = (value: unknown): boolean => Number.isInteger(value) && Number(value) > Date.UTC(2000, 0)

const fits = (type: string, value: unknown): boolean => {
  if (type === 'timestamp_t') return isTimestamp(value)
  if (type === 'json_t') return true
  if (type === 'boolean_t') return typeof value === 'boolean'
  if (type === 'float_t') return typeof value === 'number'
  const { type: base = type, regex, max_len: longest = Infinity, range = [-Infinity, Infinity] } = types[type] ?? {}
  if (base === 'integer_t' || base === 'long_t')
    return Number.isInteger(value) && Number(value) >= Number(range[0]) && Number(value) <= Number(range[1])
  if (base !== 'string_t' || typeof value !== 'string' || value === '' || value.length > longest) return false
  return regex === undefined || new RegExp(regex).test(value)
}

const valueProblems = (attribute: Attribute, value: unknown, at: string, profiles: readonly string[]): string[] => {
  const { type, enum: allowed } = attribute
  if (allowed !== undefined && !(String(value) in allowed)) return [`${at} may not be ${String(value)}`]
  // "An unstructured object": whatever the event's class has no place for.
  if (type === 'object') return isObject(value) ? [] : [`${at} is no object`]
  const kind = objects[type]
  if (kind !== undefined) return kindProblems(kind, value, at, profiles)
  if (type in types) return fits(type, value) ? [] : [`${at} is no ${type}: ${JSON.stringify(value)}`]
  return [`${at} is of object ${type}, which is not in the part of the schema that is kept here`]
}

interface Place {
  readonly at: string
  readonly profiles: readonly string[]
}

const attributeProblems = ({ attributes }: Kind, name: string, values: Values, { at, profiles }: Place) => {
  const attribute = attributes[name]
  const value = values[name]
  if (attribute === undefined) return [`${at}.${name} is not in the schema`]
  const { profile, deprecated, array, sibling, enum: allowed } = attribute
  if (profile !== undefined && !profiles.includes(profile)) return [`${at}.${name} needs the profile ${profile}`]
  if (deprecated !== undefined) return [`${at}.${name} is deprecated since ${deprecated}`]
  if (array === true)
    return Array.isArray(value) && value.length > 0
      ? value.flatMap((item, index) => valueProblems(attribute, item, `${at}.${name}[${index}]`, profiles))
      : [`${at}.${name} is no list with members`]
  const caption = sibling === undefined ? undefined : values[sibling]
  const right = allowed?.[String(value)]
  return [
    ...valueProblems(attribute, value, `${at}.${name}`, profiles),
    ...(caption === undefined || value === 99 || caption === right
      ? []
      : [`${at}.${sibling} is ${JSON.stringify(caption)} where ${name} means ${right}`]),
  ]
}

const kindProblems = (kind: Kind, value: unknown, at: string, profiles: readonly string[]): string[] => {
  if (!isObject(value)) return [`${at} is no object`]
  const missing = Object.entries(kind.attributes).filter(
    ([name, { requirement, profile }]) =>
      requirement === 'required' && !(name in value) && (profile === undefined || profiles.includes(profile)),
  )
  const { at_least_one: some = [], just_one: one = [] } = kind.constraints ?? {}
  return [
    ...missing.map(([name]) => `${at}.${name} is missing`),
    ...Object.keys(value).flatMap((name) => attributeProblems(kind, name, value, { at, profiles })),
    ...(some.length > 0 && !some.some((name) => name in value) ? [`${at} has none of ${some.join(', ')}`] : []),
    ...(one.length > 0 && one.filter((name) => name in value).length !== 1
      ? [`${at} has not just one of ${one.join(', ')}`]
      : []),
  ]
}

/** What a path such as `resources.uid` leads to, through lists. */
const atPath = (value: unknown, [name, ...rest]: readonly string[]): readonly unknown[] => {
  if (Array.isArray(value)) return value.flatMap((item) => atPath(item, name === undefined ? [] : [name, ...rest]))
  if (name === undefined) return [value]
  return isObject(value) && name in value ? atPath(value[name], rest) : []
}

const observableProblems = (event: Values): readonly string[] =>
  (Array.isArray(event['observables']) ? event['observables'] : []).flatMap((observable: Values) =>
    atPath(event, String(observable['name']).split('.')).includes(observable['value'])
      ? []
      : [`the observable ${String(observable['name'])} is not what the event says there`],
  )

/** What the published schema does not allow in an event of one of our classes. */
export const ocsfProblems = (event: Values): readonly string[] => {
  const kind = classes[String(event['class_uid'])]
  if (kind === undefined) return [`class ${String(event['class_uid'])} is not one of ours`]
  const metadata = event['metadata']
  const named: unknown = isObject(metadata) ? metadata['profiles'] : []
  const profiles = Array.isArray(named) ? named.map(String) : []
  const typeUid = Number(event['class_uid']) * 100 + Number(event['activity_id'])
  return [
    ...kindProblems(kind, event, 'event', profiles),
    ...profiles.filter((name) => !kind.profiles.includes(name)).map((name) => `profile ${name} is not of the class`),
    ...(event['type_uid'] === typeUid ? [] : [`type_uid is not ${typeUid}`]),
    ...(isObject(metadata) && metadata['version'] === schema.version ? [] : [`the version is not ${schema.version}`]),
    ...observableProblems(event),
  ]
}
