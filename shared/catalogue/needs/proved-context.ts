import { actionOf } from '../actions.ts'
import { topLevelOf } from '../events/call.ts'
import type { Call } from '../events/call.ts'
import { calledViaOf, kmsViaServiceOf } from './forward-access.ts'

/** Condition keys whose value is a parameter of the call, word for word. */
const FROM_PARAMETERS: readonly (readonly [key: string, parameter: string])[] = [
  ['iam:AWSServiceName', 'aWSServiceName'],
  ['iam:PermissionsBoundary', 'permissionsBoundary'],
  ['iam:PolicyARN', 'policyArn'],
  ['s3:prefix', 'prefix'],
]

const noted = new Map<string, typeof FROM_PARAMETERS>()
const fromParametersOf = (action: string): typeof FROM_PARAMETERS => {
  const known = noted.get(action)
  if (known !== undefined) return known
  const keys = actionOf(action)?.conditionKeys ?? []
  const found = FROM_PARAMETERS.filter(([key]) => keys.includes(key))
  noted.set(action, found)
  return found
}

/** Condition keys that the record proves for an action of its call: what was sent, and through which service it came. */
export const provedContextOf = (action: string, call: Call): Readonly<Record<string, string>> | undefined => {
  const keys = fromParametersOf(action)
  const via = calledViaOf(call.record)
  const kms = action.startsWith('kms:') ? kmsViaServiceOf(call) : undefined
  if (keys.length === 0 && via === undefined && kms === undefined) return undefined
  const context: Record<string, string> = {}
  for (const [key, parameter] of keys) {
    const value = topLevelOf(call, parameter)
    if (typeof value === 'string' && value !== '') context[key] = value
  }
  if (kms !== undefined) context['kms:ViaService'] = kms
  else if (via !== undefined) context['aws:CalledVia'] = via
  return context
}
