import { actionNameAt, positionsOf } from './action-set.ts'
import type { EffectivePermissions } from './effective-permissions.ts'
import type { GrantClasses } from './grant-classes.ts'

const memory = new WeakMap<GrantClasses, ReadonlySet<string>>()

/** Prefixes of the services of which the principal may do anything at all, anywhere, under conditions or not. */
export const grantedServicesOf = ({ classes }: EffectivePermissions): ReadonlySet<string> => {
  const known = memory.get(classes)
  if (known !== undefined) return known
  const { everywhere, somewhere, everywhereIf, somewhereIf } = classes
  const names = [everywhere, somewhere, everywhereIf, somewhereIf].flatMap((set) => positionsOf(set).map(actionNameAt))
  const made = new Set(names.map((name) => name.slice(0, name.indexOf(':'))))
  memory.set(classes, made)
  return made
}
