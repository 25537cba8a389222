import * as restApi from '@aws-sdk/client-api-gateway'
import * as httpApi from '@aws-sdk/client-apigatewayv2'
import { sortedUnique } from '#shared/facts/order.ts'

const OPERATION = 9

const routeOf = (schema: unknown): readonly [string, string] | undefined => {
  if (!Array.isArray(schema) || schema[0] !== OPERATION) return undefined
  const [, , name, traits]: readonly unknown[] = schema
  if (typeof name !== 'string' || typeof traits !== 'object' || traits === null || !('http' in traits)) return undefined
  const { http } = traits
  if (!Array.isArray(http)) return undefined
  const [verb, path]: readonly unknown[] = http
  if (typeof verb !== 'string' || typeof path !== 'string') return undefined
  return [name, `${verb} ${path.split('?')[0]}`]
}

const routesOf = (sdk: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> =>
  new Map(Object.values(sdk).flatMap((schema) => [routeOf(schema) ?? []].filter((route) => route.length === 2)))

/** Event name → `VERB /path` of version 1 and version 2: what the two SDKs' own models send over the wire. */
export const compileApiGateway = (): readonly (readonly [string, readonly string[]])[] => {
  const versions = [routesOf(restApi), routesOf(httpApi)]
  const names = sortedUnique(versions.flatMap((routes) => [...routes.keys()]))
  return names.map((name) => [name, versions.flatMap((routes) => routes.get(name) ?? [])])
}
