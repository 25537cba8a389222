import { actionOf, resourceTypesOf } from '#shared/catalogue/actions.ts'
import { overlapsArn } from './arn-pattern.ts'
import { patternOf } from './wildcard-pattern.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

/** A `Resource` value ready to be compared; policy variables stand for anything. */
export interface NamedResource {
  readonly pattern: WildcardPattern
  /** A bucket's name has no slash, so an ARN with one is an object's and never the bucket's. */
  readonly hasSlash: boolean
}

interface TypePattern {
  readonly name: string
  readonly pattern: WildcardPattern
  readonly isBucket: boolean
}

const RESOURCE_PART = 5
const withoutVariables = (text: string): string => text.replaceAll(/\$\{[^}]*\}/gu, '*')

export const namedResource = (text: string): NamedResource => {
  const plain = withoutVariables(text)
  return { pattern: patternOf(plain), hasSlash: plain.split(':').slice(RESOURCE_PART).join(':').includes('/') }
}

const memory = new Map<string, ReadonlyMap<string, TypePattern>>()

const typesOfService = (service: string): ReadonlyMap<string, TypePattern> => {
  const known = memory.get(service)
  if (known !== undefined) return known
  const types = resourceTypesOf(service).map(({ name, arn }): readonly [string, TypePattern] => [
    name,
    { name, pattern: patternOf(withoutVariables(arn)), isBucket: arn.endsWith(':s3:::${BucketName}') },
  ])
  const made = new Map(types)
  memory.set(service, made)
  return made
}

export type Fit = 'fits' | 'never' | 'takes-no-resource'

/** Can the action ever be asked for one of these resources? */
export const fitOf = (action: string, resources: readonly NamedResource[]): Fit => {
  const used = actionOf(action)?.resourceTypes ?? []
  if (used.length === 0) return 'takes-no-resource'
  const types = typesOfService(action.slice(0, action.indexOf(':')))
  for (const { name } of used) {
    const type = types.get(name)
    // Some actions name a type of another service, whose ARN stands elsewhere: nothing to compare with.
    if (type === undefined) return 'fits'
    const fits = resources.some(
      ({ pattern, hasSlash }) => !(type.isBucket && hasSlash) && overlapsArn(pattern, type.pattern),
    )
    if (fits) return 'fits'
  }
  return 'never'
}
