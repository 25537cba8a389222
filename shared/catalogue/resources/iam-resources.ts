import { textParameterOf } from '../events/call.ts'
import type { Call } from '../events/call.ts'
import { escapeForPolicy } from './policy-text.ts'
import type { Special } from './special.ts'

// IAM calls without a user name are about the caller.
export const iamUser: Special = (call) => {
  const identity = call.record.userIdentity
  if (textParameterOf(call, 'userName') !== undefined || call.record.userIdentity?.type !== 'IAMUser') return undefined
  return identity?.arn === undefined ? undefined : [escapeForPolicy(identity.arn)]
}

const iamArn = (call: Call, resource: string): string => `arn:${call.partition}:iam::${call.account}:${resource}`

/** What is made gets its path from the call; only there does a call tell it. */
export const iamCreated =
  (kind: string, parameter: string): Special =>
  (call) => {
    const name = textParameterOf(call, parameter)
    const path = textParameterOf(call, 'path') ?? '/'
    if (name === undefined || !path.startsWith('/') || !path.endsWith('/')) return undefined
    return [iamArn(call, `${kind}${escapeForPolicy(`${path}${name}`)}`)]
  }

/** The ARN of an OIDC provider is its URL without the scheme. */
export const oidcProvider: Special = (call) => {
  const url = textParameterOf(call, 'url')
  return url === undefined
    ? undefined
    : [iamArn(call, `oidc-provider/${escapeForPolicy(url.replace(/^https?:\/\//u, ''))}`)]
}

/** A service-linked role is under its service's path; how it is called, only the answer tells. */
export const serviceLinkedRole: Special = (call) => {
  const service = textParameterOf(call, 'aWSServiceName')
  if (service === undefined) return undefined
  const made = call.response.arns.find((arn) => arn.includes(`:role/aws-service-role/${service}/`))
  return [
    made === undefined ? iamArn(call, `role/aws-service-role/${escapeForPolicy(service)}/*`) : escapeForPolicy(made),
  ]
}
