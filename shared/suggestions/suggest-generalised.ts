import { serviceOfAction } from '#shared/facts/action-name.ts'
import { accessLevelOf } from '#shared/catalogue/actions.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import type { GeneralisationStep } from './policy-suggestion.ts'
import { branchesOf, type Branch, TEMPORARY_NAMES } from './suggest-branches.ts'
import { placeOf, type ResourcePlace } from './suggest-place.ts'

export interface Generalised {
  readonly resources: readonly string[]
  readonly steps: readonly GeneralisationStep[]
}

const NEVER: ReadonlySet<string> = new Set(['iam', 'kms', 'organizations', 'secretsmanager', 'sso', 'sts'])

/** Roles to pass or assume, keys, secrets and whatever gives permissions stay word for word. */
export const mayGeneralise = (action: string): boolean =>
  !NEVER.has(serviceOfAction(action)) && accessLevelOf(action) !== 'Permissions management'

interface Member {
  readonly resource: string
  readonly place: ResourcePlace
}

const stepOf = (action: string, place: ResourcePlace, { text, observed, because }: Branch): GeneralisationStep => ({
  action,
  resource: `${place.scope}${text}`,
  observed,
  because: because ?? '',
})

const addTo = (places: Map<string, Member[]>, scope: string, member: Member): void => {
  const members = places.get(scope)
  if (members === undefined) places.set(scope, [member])
  else members.push(member)
}

/**
 * Resources of one action, with machine-made parts and many siblings under one parent drawn together. Nothing leaves the account, Region,
 * resource type or bucket in which it was observed.
 */
export const generalise = (action: string, resources: readonly string[]): Generalised => {
  if (resources.length < TEMPORARY_NAMES || !mayGeneralise(action)) return { resources, steps: [] }
  const places = new Map<string, Member[]>()
  const kept: string[] = []
  for (const resource of resources) {
    const place = placeOf(resource)
    if (place === undefined) kept.push(resource)
    else addTo(places, place.scope, { resource, place })
  }
  const level = accessLevelOf(action)
  const steps: GeneralisationStep[] = []
  for (const members of places.values()) {
    const [first] = members
    if (first === undefined) continue
    if (members.length < TEMPORARY_NAMES) {
      kept.push(...members.map(({ resource }) => resource))
      continue
    }
    const names = members.map(({ place }) => place.name)
    for (const branch of branchesOf(names, { ...first.place, reads: level === 'Read' || level === 'List' })) {
      kept.push(`${first.place.scope}${branch.text}`)
      if (branch.because !== undefined) steps.push(stepOf(action, first.place, branch))
    }
  }
  return { resources: sortedUnique(kept), steps }
}
