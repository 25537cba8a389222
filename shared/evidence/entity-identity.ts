import { parseArn } from '#shared/facts/arn.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { textIn } from './json-fields.ts'

interface EntityIdentity {
  readonly arn: string
  readonly name: string
  readonly path: string
  readonly uniqueId?: string
}

/** The path as it stands in the ARN: `user/team/alice` has the path `/team/`. */
export const pathInArn = (arn: string): string => {
  const resource = parseArn(arn)?.resource ?? ''
  const from = resource.indexOf('/')
  const to = resource.lastIndexOf('/')
  return from < 0 ? '/' : resource.slice(from, to + 1)
}

export const identityIn = (entity: JsonObject, keys: { name: string; id: string }): EntityIdentity | undefined => {
  const arn = textIn(entity, 'Arn')
  const name = textIn(entity, keys.name)
  const uniqueId = textIn(entity, keys.id)
  if (!name || arn === undefined || parseArn(arn) === undefined) return undefined
  return { arn, name, path: textIn(entity, 'Path') || pathInArn(arn), ...(uniqueId !== undefined && { uniqueId }) }
}
