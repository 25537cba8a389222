import { parseArn } from '#shared/facts/arn.ts'

/** Where a resource is, and its name there. */
export interface ResourcePlace {
  /** Everything that must stay as it is: partition, service, Region, account, resource type or bucket, up to the name. */
  readonly scope: string
  readonly name: string
  /** `type`: the scope ends with the resource's type. `parent`: with a named thing (a bucket). `none`: with the account. */
  readonly under: 'parent' | 'type' | 'none'
}

/** Undefined: a resource that has no siblings to be drawn together with (`*`, a bucket), or that is a pattern already. */
export const placeOf = (resource: string): ResourcePlace | undefined => {
  const arn = parseArn(resource)
  if (arn === undefined) return undefined
  const { resource: rest } = arn
  const before = resource.slice(0, resource.length - rest.length)
  if (arn.service === 's3') {
    const slash = rest.indexOf('/')
    return slash < 1
      ? undefined
      : { scope: `${before}${rest.slice(0, slash + 1)}`, name: rest.slice(slash + 1), under: 'parent' }
  }
  // Without account and Region a bare name could be anybody's.
  if (arn.account === '' && !/^[a-z-]+[/:]/u.test(rest)) return undefined
  const type = /^[A-Za-z][A-Za-z0-9-]*[/:]/u.exec(rest)?.[0]
  if (type === undefined) return /[/:]/u.test(rest) ? undefined : { scope: before, name: rest, under: 'none' }
  return { scope: `${before}${type}`, name: rest.slice(type.length), under: 'type' }
}
