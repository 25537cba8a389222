import type { ResourceType } from '#shared/catalogue/actions.ts'
import { overlapsArn } from './arn-pattern.ts'
import { patternOf } from './wildcard-pattern.ts'

type Fits = (resource: string) => boolean

const RESOURCE_PART = 5
const resourcePartOf = (arn: string): string => arn.split(':').slice(RESOURCE_PART).join(':')

const withoutVariables = (text: string): string => text.replaceAll(/\$\{[^}]*\}/gu, '*')

// A bucket's name has no slash, so an ARN with one is an object's and never the bucket's.
const isBucket = ({ arn }: ResourceType): boolean => arn.endsWith(':s3:::${BucketName}')

const memory = new WeakMap<ResourceType, readonly Fits[]>()
const byArn = new Map<string, readonly Fits[]>()

const make = (type: ResourceType): readonly Fits[] => {
  const template = patternOf(withoutVariables(type.arn))
  const fits: Fits = (resource) => overlapsArn(patternOf(withoutVariables(resource)), template)
  if (!isBucket(type)) return [fits]
  return [(resource) => fits(resource) && !withoutVariables(resourcePartOf(resource)).includes('/')]
}

/** Tests whether a `Resource` value can name something of this type; policy variables stand for anything. */
export const patternsOfType = (type: ResourceType): readonly Fits[] => {
  const known = memory.get(type) ?? byArn.get(type.arn)
  if (known !== undefined) return known
  const made = make(type)
  memory.set(type, made)
  byArn.set(type.arn, made)
  return made
}
