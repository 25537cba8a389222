import { SENSITIVE_ACTIONS } from './generated/sensitive-actions.js'

export type SensitiveClass = 'privilege-escalation' | 'credential-exposure' | 'data-access' | 'resource-exposure'

export const SENSITIVE_CLASSES: readonly SensitiveClass[] = [
  'privilege-escalation',
  'credential-exposure',
  'data-access',
  'resource-exposure',
]

let classes: ReadonlyMap<string, readonly SensitiveClass[]> | undefined

const build = (): ReadonlyMap<string, readonly SensitiveClass[]> => {
  const found = new Map<string, readonly SensitiveClass[]>()
  for (const sensitiveClass of SENSITIVE_CLASSES) {
    for (const action of (SENSITIVE_ACTIONS[sensitiveClass] ?? '').split(',')) {
      const key = action.toLowerCase()
      found.set(key, [...(found.get(key) ?? []), sensitiveClass])
    }
  }
  return found
}

/** What an attacker gains with this action, if it is one of the known sensitive ones (primeharbor/sensitive_iam_actions). */
export const sensitiveClassesOf = (action: string): readonly SensitiveClass[] =>
  (classes ??= build()).get(action.toLowerCase()) ?? []
