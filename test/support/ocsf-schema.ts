import schema from '#test/fixtures/ocsf/schema-1.6.json' with { type: 'json' }

type Attribute = readonly [type: string, requirement: string, values?: readonly number[]]
interface Kind {
  readonly attributes: Readonly<Record<string, Attribute>>
  readonly atLeastOne?: readonly string[]
}
// JSON imports have arrays where the schema has tuples.
const objects = schema.objects as unknown as Readonly<Record<string, Kind>>
const classes = schema.classes as unknown as Readonly<Record<string, Kind>>
const everyFinding = schema.everyFinding as unknown as Kind['attributes']

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Milliseconds of this century: seconds would be January 1970. */
const isTimestamp = (value: unknown): boolean => Number.isInteger(value) && Number(value) > Date.UTC(2000, 0)

const problemOfValue = (type: string, value: unknown, at: string): readonly string[] => {
  if (type.endsWith('[]')) {
    if (!Array.isArray(value) || value.length === 0) return [`${at} is no list with members`]
    return value.flatMap((item, index) => problemOfValue(type.slice(0, -2), item, `${at}[${index}]`))
  }
  const good: Readonly<Record<string, boolean>> = {
    string_t: typeof value === 'string' && value !== '',
    integer_t: Number.isInteger(value),
    long_t: Number.isInteger(value),
    timestamp_t: isTimestamp(value),
    boolean_t: typeof value === 'boolean',
    object: isObject(value),
  }
  if (type in good) return good[type] ? [] : [`${at} is no ${type}: ${JSON.stringify(value)}`]
  const kind = objects[type]
  return kind === undefined ? [`${at} has the unknown type ${type}`] : problemsOf(kind, value, at)
}

const problemsOf = (kind: Kind, value: unknown, at: string): readonly string[] => {
  if (!isObject(value)) return [`${at} is no object`]
  const { attributes, atLeastOne = [] } = kind
  return [
    ...Object.entries(attributes).flatMap(([name, [, requirement]]) =>
      requirement === 'required' && !(name in value) ? [`${at}.${name} is missing`] : [],
    ),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const [type, , values] = attributes[name] ?? []
      if (type === undefined) return [`${at}.${name} is not in the schema`]
      if (values !== undefined && !values.includes(Number(inner))) return [`${at}.${name} may not be ${String(inner)}`]
      return problemOfValue(type, inner, `${at}.${name}`)
    }),
    ...(atLeastOne.length > 0 && !atLeastOne.some((name) => name in value)
      ? [`${at} has none of ${atLeastOne.join(', ')}`]
      : []),
  ]
}

/** What the published schema does not allow in an event of one of our classes. */
export const ocsfProblems = (event: Record<string, unknown>): readonly string[] => {
  const kind = classes[String(event['class_uid'])]
  if (kind === undefined) return [`class ${String(event['class_uid'])} is not one of ours`]
  const whole = { ...kind, attributes: { ...everyFinding, ...kind.attributes } }
  const problems = problemsOf(whole, event, 'event')
  const typeUid = Number(event['class_uid']) * 100 + Number(event['activity_id'])
  return event['type_uid'] === typeUid ? problems : [...problems, `type_uid is not ${typeUid}`]
}
