import { isJsonObject } from '#shared/facts/json.ts'
import type { ObservedRequest } from '#shared/facts/observed-request.ts'
import { apiGatewayRoutesOf } from '../events/api-gateway-events.ts'
import type { Route } from '../events/api-gateway-events.ts'
import { topLevelOf } from '../events/call.ts'
import type { Call } from '../events/call.ts'
import { normalName } from '../events/parameter-leaves.ts'
import { nameOrAny } from './policy-text.ts'

const PLACEHOLDER = /\{([^}+]+)\+?\}/gu

// An ARN inside the path (tags) is percent-encoded there, and IAM sees the path.
const inPath = (value: string | undefined): string =>
  nameOrAny(value?.startsWith('arn:') === true ? encodeURIComponent(value) : value)

const valueOf = (call: Call, placeholder: string): string | undefined =>
  call.parameters.valuesOf(normalName(placeholder))[0]

const known = (route: Route, call: Call): number => {
  const names = [...route.path.matchAll(PLACEHOLDER)].flatMap((match) => match[1] ?? [])
  return names.filter((name) => valueOf(call, name) !== undefined).length - names.length / 100
}

/** Version 2 serves `/v2/apis`, but IAM knows it as `/apis`; no API Gateway ARN has an account. */
const arnOfRoute = (route: Route, call: Call): string => {
  const path = route.path
    .replace(/^\/v2(?=\/)/u, '')
    .replaceAll(PLACEHOLDER, (_, name: string) => inPath(valueOf(call, name)))
  return `arn:${call.partition}:apigateway:${call.region}::${path}`
}

const setsPolicy = (call: Call): boolean => {
  const policy = topLevelOf(call, 'policy')
  if (typeof policy === 'string' && policy !== '') return true
  return call.parameters.all.some(
    (leaf) =>
      leaf.name === 'path' &&
      leaf.value.startsWith('/policy') &&
      leaf.path.some((part) => part.startsWith('patchoperation')),
  )
}

/** The verb on the path of the resource, for the route whose parameters the call sent. */
export const apiGatewayRequestsOf = (eventName: string, call: Call): readonly ObservedRequest[] => {
  const [route] = apiGatewayRoutesOf(eventName).toSorted((a, b) => known(b, call) - known(a, call))
  if (route === undefined) return []
  const resources = [arnOfRoute(route, call)]
  const request: ObservedRequest = { action: `apigateway:${route.verb}`, resources, context: {} }
  if (!/^(?:Create|Update|Put|Import)RestApi$/u.test(eventName) || !setsPolicy(call)) return [request]
  const created = isJsonObject(call.record.requestParameters) && route.verb === 'POST'
  const target = created ? resources.map((arn) => `${arn}/*`) : resources
  return [request, { action: 'apigateway:UpdateRestApiPolicy', resources: target, context: {} }]
}
