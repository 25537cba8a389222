import type { Leaves } from '../events/parameter-leaves.ts'
import { escapeForPolicy } from './policy-text.ts'

/** The last part of an ARN or URL that was sent where a bare name was meant. */
const tailOf = (value: string): string => value.slice(Math.max(value.lastIndexOf('/'), value.lastIndexOf(':')) + 1)

// How single placeholders are spelled when the value that was sent is not yet what stands in the ARN.
const SHAPES: ReadonlyMap<string, (value: string) => string | undefined> = new Map<
  string,
  (value: string) => string | undefined
>([
  ['ParameterNameWithoutLeadingSlash', (value) => escapeForPolicy(value.replace(/^\//u, '').replace(/:\w+$/u, ''))],
  // An alias says nothing about the key's id: the ARN in resources[] does.
  ['KeyId', (value) => (value.startsWith('alias/') ? undefined : escapeForPolicy(value))],
  ['Alias', (value) => escapeForPolicy(value.replace(/^alias\//u, ''))],
  ['Scope', (value) => (value === 'CLOUDFRONT' ? 'global' : value.toLowerCase())],
  ['QueueName', (value) => escapeForPolicy(tailOf(value))],
  ['ObjectName', escapeForPolicy],
  // Secrets Manager adds a dash and six characters to the name in the ARN.
  [
    'SecretId',
    (value) => (/-[A-Za-z0-9]{6}$/u.test(value) ? `${escapeForPolicy(value)}*` : `${escapeForPolicy(value)}-??????`),
  ],
  ['RoleNameWithPath', (value) => rolePathOf(value)],
  [
    'FunctionName',
    (value) =>
      escapeForPolicy(
        value.split(':').at(value.startsWith('arn:') ? 6 : value.includes(':function:') ? 2 : 0) ?? value,
      ),
  ],
  ['TaskDefinitionRevisionNumber', (value) => (value.startsWith('arn:') ? undefined : value.split(':')[1])],
  [
    'TaskDefinitionFamilyName',
    (value) => (value.startsWith('arn:') ? undefined : escapeForPolicy(value.split(':', 1).join(''))),
  ],
])

// Two kinds of role have a path that the call leaves out and the ARN does not (IAM user guide, "service-linked roles"; Identity Center).
const rolePathOf = (name: string): string => {
  if (name.startsWith('AWSServiceRoleFor')) return `aws-service-role/*/${escapeForPolicy(name)}`
  return name.startsWith('AWSReservedSSO_')
    ? `aws-reserved/sso.amazonaws.com/*${escapeForPolicy(name)}`
    : escapeForPolicy(name)
}

const plain = (value: string): string =>
  escapeForPolicy(value.startsWith('arn:') || value.startsWith('http') ? tailOf(value) : value)

export interface PlaceholderValues {
  readonly values: readonly string[]
  /** The parameter that they are from. */
  readonly from: string
}

// `clustername` is a cluster's wherever it stands; `name`, `target` or `service` inside something else is the something's.
const SPECIFIC = /^[a-z0-9]{2,}(?:arn|id|identifier|name)s?$/u
const specific = new Map<string, boolean>()
const isSpecific = (name: string): boolean => {
  const known = specific.get(name) ?? SPECIFIC.test(name)
  specific.set(name, known)
  return known
}

// The one parameter that holds two parts of an ARN: `family:revision`.
const HOLDS_TWO = 'taskdefinition'

/**
 * The values of a placeholder in a call, from the first of these parameter names that was sent. A parameter that another part of the ARN is
 * already made of does not count again: the name of a stack is not its id as well.
 */
export const valuesOfPlaceholder = (
  placeholder: string,
  names: readonly string[],
  leaves: Leaves,
  used: ReadonlySet<string> | undefined,
): PlaceholderValues | undefined => {
  const shape = SHAPES.get(placeholder) ?? plain
  for (const from of names) {
    if (used?.has(from) === true && from !== HOLDS_TWO) continue
    // Most names were not sent: nothing is made for them.
    if (leaves.valuesOf(from).length === 0) continue
    const sent = isSpecific(from) ? leaves.valuesOf(from) : leaves.ownValuesOf(from)
    const values = sent.flatMap((value) => shape(value) ?? [])
    if (values.length > 0) return { values: values.length === 1 ? values : [...new Set(values)], from }
  }
  return undefined
}
