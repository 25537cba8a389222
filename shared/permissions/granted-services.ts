import { serviceOfAction } from '#shared/facts/action-name.ts'
import { NEVER_REPORTED } from '#shared/facts/last-accessed.ts'
import { actionNameAt, positionsOf } from './action-set.ts'
import type { EffectivePermissions } from './effective-permissions.ts'
import type { GrantClasses } from './grant-classes.ts'

const memory = new WeakMap<GrantClasses, ReadonlySet<string>>()

/** Prefixes of the services of which the principal may do anything at all that IAM's report would show, anywhere, under conditions or not. */
export const grantedServicesOf = ({ classes }: EffectivePermissions): ReadonlySet<string> => {
  const known = memory.get(classes)
  if (known !== undefined) return known
  const { everywhere, somewhere, everywhereIf, somewhereIf } = classes
  const names = [everywhere, somewhere, everywhereIf, somewhereIf].flatMap((set) => positionsOf(set).map(actionNameAt))
  const told = names.filter((name) => !NEVER_REPORTED.has(name))
  const made = new Set(told.map((name) => serviceOfAction(name)))
  memory.set(classes, made)
  return made
}
