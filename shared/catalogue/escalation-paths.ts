import { ESCALATION_PATHS } from './generated/escalation-paths.js'

/** How a path works: by passing a role to something new or to something that exists, through another principal, or on oneself. */
export type EscalationCategory = 'new-passrole' | 'existing-passrole' | 'principal-access' | 'self-escalation'

export interface EscalationPath {
  readonly id: string
  readonly name: string
  readonly category: EscalationCategory
  /** All of these together open the path. */
  readonly required: readonly string[]
  /** True if the path runs over something that must already be there: a function with a strong role, another user, a stack. */
  readonly needsExistingTarget: boolean
  readonly prerequisites: readonly string[]
}

type PackedPath = Omit<EscalationPath, 'id' | 'needsExistingTarget'>

const needsTarget = (path: PackedPath): boolean =>
  path.category === 'existing-passrole' ||
  path.category === 'principal-access' ||
  // A new way to use a role that must already be attached: the path itself passes none.
  (path.category === 'new-passrole' && !path.required.includes('iam:PassRole'))

const unpack = ([id, text]: readonly [string, string]): EscalationPath => {
  const path: PackedPath = JSON.parse(text)
  return { id, ...path, needsExistingTarget: needsTarget(path) }
}

let paths: readonly EscalationPath[] | undefined

/** The known ways from these permissions to more, by id (pathfinding.cloud). */
export const escalationPaths = (): readonly EscalationPath[] => (paths ??= Object.entries(ESCALATION_PATHS).map(unpack))
