import { API_GATEWAY_ROUTES } from '../generated/api-gateway-routes.js'

export interface Route {
  readonly verb: string
  /** `/restapis/{restApiId}/stages/{stageName}`: the path that API Gateway authorizes. */
  readonly path: string
}

const routes: ReadonlyMap<string, readonly Route[]> = new Map(
  Object.entries(API_GATEWAY_ROUTES).map(([name, text]) => [
    name.toLowerCase(),
    text.split(',').map((route) => {
      const [verb = '', path = ''] = route.split(' ')
      return { verb, path }
    }),
  ]),
)

/** The HTTP routes of an API Gateway event: one of version 1, one of version 2, or both where the two APIs share the name. */
export const apiGatewayRoutesOf = (eventName: string): readonly Route[] => routes.get(eventName.toLowerCase()) ?? []

/** The action of a route: the verb, unless the catalogue has an action of the event's own name (portals, routing rules). */
export const apiGatewayActionsOf = (eventName: string): readonly string[] => [
  ...new Set(apiGatewayRoutesOf(eventName).map((route) => `apigateway:${route.verb}`)),
]
