import type { Call } from '../events/call.ts'
import { templatesOfAction } from './action-templates.ts'
import { escapeForPolicy } from './policy-text.ts'

/** Finds the ARNs of one action where its templates cannot; `undefined` leaves them to the templates. */
export type Special = (call: Call, action: string) => readonly string[] | undefined

export const arnOf = (call: Call, service: string, resource: string, account = call.account): string =>
  `arn:${call.partition}:${service}:${call.region}:${account}:${resource}`

/** Of a parameter that may be an ARN or a name. Only what was sent is escaped: a place that is not known stays a wildcard. */
export const namedArn = (call: Call, service: string, kind: string, value: string): string =>
  value.startsWith('arn:') ? escapeForPolicy(value) : arnOf(call, service, `${kind}${escapeForPolicy(value)}`)

export const hasType = (action: string, type: string): boolean =>
  templatesOfAction(action).some((template) => template.type === type)
