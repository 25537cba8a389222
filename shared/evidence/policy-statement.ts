import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import type { Condition, PrincipalElement, Statement } from '#shared/facts/policy.ts'

/**
 * `identity`: attached to a user, group or role, or a service control policy. `trust`: a role's own, with a principal and without a
 * resource. `resource-control`: of the organization, with both.
 */
export type PolicyKind = 'identity' | 'trust' | 'resource-control'

type StatementReading = Statement | { readonly malformed: string }

const ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
])

class Malformed extends Error {}

const textsOf = (value: JsonValue, element: string): readonly string[] => {
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
  if (list.length === 0) throw new Malformed(`${element} is an empty list`)
  return list.map((item) => {
    if (typeof item !== 'string') throw new Malformed(`${element} holds a value that is not a text`)
    return item
  })
}

const optionalTexts = (statement: JsonObject, element: string): readonly string[] | undefined => {
  const value = ownProperty(statement, element)
  return value === undefined ? undefined : textsOf(value, element)
}

const oneOf = (statement: JsonObject, element: string): Record<'plain' | 'not', readonly string[] | undefined> => {
  const pair = { plain: optionalTexts(statement, element), not: optionalTexts(statement, `Not${element}`) }
  if (pair.plain && pair.not) throw new Malformed(`it has both ${element} and Not${element}`)
  return pair
}

const PRINCIPAL_KINDS = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser'])

const principalElement = (value: JsonValue, element: string): PrincipalElement => {
  if (value === '*') return { anyone: true, aws: [], service: [], federated: [], canonicalUser: [] }
  if (!isJsonObject(value)) throw new Malformed(`${element} is neither "*" nor an object`)
  for (const key of Object.keys(value)) {
    if (!PRINCIPAL_KINDS.has(key))
      throw new Malformed(`${element} names a kind of principal that IAM does not know: ${key}`)
  }
  const of = (key: string): readonly string[] => optionalTexts(value, key) ?? []
  return {
    anyone: false,
    aws: of('AWS'),
    service: of('Service'),
    federated: of('Federated'),
    canonicalUser: of('CanonicalUser'),
  }
}

const optionalPrincipal = (statement: JsonObject, element: string): PrincipalElement | undefined => {
  const value = ownProperty(statement, element)
  return value === undefined ? undefined : principalElement(value, element)
}

const conditionValues = (value: JsonValue | undefined, key: string): readonly string[] => {
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
  return list.map((item) => {
    if (typeof item === 'string') return item
    if (typeof item === 'number' || typeof item === 'boolean') return String(item)
    throw new Malformed(`Condition compares ${key} with a value that is not a text, number or truth value`)
  })
}

const conditionsOf = (value: JsonValue | undefined): readonly Condition[] => {
  if (value === undefined) return []
  if (!isJsonObject(value)) throw new Malformed('Condition is not an object')
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isJsonObject(keys)) throw new Malformed(`Condition operator ${operator} does not hold an object`)
    return Object.entries(keys).map(([key, values]) => ({ operator, key, values: conditionValues(values, key) }))
  })
}

const sidOf = (statement: JsonObject): string | undefined => {
  const sid = ownProperty(statement, 'Sid')
  if (sid !== undefined && typeof sid !== 'string') throw new Malformed('Sid is not a text')
  return sid
}

/** IAM compares the effect with upper and lower case (IAM user guide, "IAM JSON policy elements: Effect"). */
const effectOf = (statement: JsonObject): 'Allow' | 'Deny' => {
  const effect = ownProperty(statement, 'Effect')
  if (effect === 'Allow' || effect === 'Deny') return effect
  throw new Malformed(
    effect === undefined ? 'it has no Effect' : `its Effect is ${JSON.stringify(effect)}, not "Allow" or "Deny"`,
  )
}

const refuseUnknownElements = (statement: JsonObject): void => {
  for (const key of Object.keys(statement)) {
    if (!ELEMENTS.has(key)) throw new Malformed(`it has an element that IAM does not know: ${JSON.stringify(key)}`)
  }
}

const readStatement = (value: JsonValue, index: number, kind: PolicyKind): Statement => {
  if (!isJsonObject(value)) throw new Malformed('it is not an object')
  refuseUnknownElements(value)
  const action = oneOf(value, 'Action')
  const resource = oneOf(value, 'Resource')
  const principal = optionalPrincipal(value, 'Principal')
  const notPrincipal = optionalPrincipal(value, 'NotPrincipal')
  const effect = effectOf(value)
  const sid = sidOf(value)
  if (!action.plain && !action.not) throw new Malformed('it has neither Action nor NotAction')
  if (principal && notPrincipal) throw new Malformed('it has both Principal and NotPrincipal')
  const hasResource = resource.plain !== undefined || resource.not !== undefined
  const hasPrincipal = principal !== undefined || notPrincipal !== undefined
  if (kind === 'identity' && !hasResource) throw new Malformed('it has neither Resource nor NotResource')
  if (kind === 'identity' && hasPrincipal)
    throw new Malformed('it names a principal, which an identity policy must not')
  if (kind === 'trust' && hasResource) throw new Malformed('it names a resource, which a trust policy must not')
  if (kind === 'trust' && !hasPrincipal) throw new Malformed('it has neither Principal nor NotPrincipal')
  return {
    index,
    ...(sid !== undefined && { sid }),
    effect,
    ...(principal && { principal }),
    ...(notPrincipal && { notPrincipal }),
    ...(action.plain && { actions: action.plain }),
    ...(action.not && { notActions: action.not }),
    ...(resource.plain && { resources: resource.plain }),
    ...(resource.not && { notResources: resource.not }),
    conditions: conditionsOf(ownProperty(value, 'Condition')),
  }
}

/** A statement that can be evaluated, or why IAM's grammar does not allow it. Nothing is guessed. */
export const parseStatement = (value: JsonValue, index: number, kind: PolicyKind): StatementReading => {
  try {
    return readStatement(value, index, kind)
  } catch (error) {
    if (error instanceof Malformed) return { malformed: `Statement ${index} is refused: ${error.message}.` }
    throw error
  }
}
