import type { Call } from '../events/call.ts'
import { templatesOfAction } from './action-templates.ts'

/** Finds the ARNs of one action where its templates cannot; `undefined` leaves them to the templates. */
export type Special = (call: Call, action: string) => readonly string[] | undefined

export const arnOf = (call: Call, service: string, resource: string, account = call.account): string =>
  `arn:${call.partition}:${service}:${call.region}:${account}:${resource}`

export const hasType = (action: string, type: string): boolean =>
  templatesOfAction(action).some((template) => template.type === type)
