import { textParameterOf } from '../events/call.ts'
import type { Call } from '../events/call.ts'
import { escapeForPolicy } from './policy-text.ts'
import { hasType } from './special.ts'
import type { Special } from './special.ts'

const FORMS: readonly (readonly [id: RegExp, type: string, kind: string])[] = [
  [/^\d{12}$/u, 'account', 'account'],
  [/^ou-/u, 'organizationalunit', 'ou'],
  [/^r-/u, 'root', 'root'],
]

const PARAMETERS = [
  'accountId',
  'targetId',
  'childId',
  'parentId',
  'sourceParentId',
  'destinationParentId',
  'organizationalUnitId',
  'rootId',
]

const policyOf = (call: Call): readonly string[] => {
  const id = textParameterOf(call, 'policyId')
  return id === undefined ? [] : [`policy/o-*/*/${escapeForPolicy(id)}`]
}

// What an id of AWS Organizations is, its first letter tells; the organization's own id is not in the call.
export const organizationsTarget: Special = (call, action) => {
  const named = PARAMETERS.flatMap((parameter) => textParameterOf(call, parameter) ?? []).flatMap((id) =>
    FORMS.flatMap(([form, type, kind]) =>
      form.test(id) && hasType(action, type) ? [`${kind}/o-*/${escapeForPolicy(id)}`] : [],
    ),
  )
  const resources = [...named, ...(hasType(action, 'policy') ? policyOf(call) : [])]
  if (resources.length === 0) return undefined
  return resources.map((resource) => `arn:${call.partition}:organizations::${call.account}:${resource}`)
}
