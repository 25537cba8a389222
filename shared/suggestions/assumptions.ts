import { plural } from '#shared/facts/plural.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { Grants } from '#shared/facts/principal.ts'
import type { ActivityWindow } from './activity-source.ts'
import type { Removed } from './policy-suggestion.ts'
import type { Sight } from './observable.ts'
import type { Rhythm } from './rhythm.ts'
import type { Target } from './target.ts'

interface Ground {
  readonly target: Target
  readonly account: AccountFacts
  readonly window: ActivityWindow
  readonly gaps: readonly string[]
  readonly rhythm: Rhythm
  readonly sight: Sight
  readonly kept: readonly string[]
  readonly removed: Removed | null
}

const grantsOf = ({ entity }: Target): Grants | undefined =>
  entity?.kind === 'user' ? knownOr(entity.grants, undefined) : entity?.grants

const replaced = (target: Target): readonly string[] => {
  const groups = target.entity?.kind === 'user' ? knownOr(target.entity.groupNames, []) : []
  const through = groups.length > 0 ? `, and its membership of ${groups.join(', ')}` : ''
  const boundary = grantsOf(target)?.permissionsBoundaryArn
  return [
    ...(target.entity === undefined ? [] : [`The policies take the place of all others of ${target.name}${through}.`]),
    ...(boundary === undefined ? [] : [`The permissions boundary ${boundary} stays.`]),
  ]
}

/** What has to be true for the suggestion to be right, as far as the evidence cannot show it. */
export const assumptionsOf = ({ target, window, gaps, rhythm, sight, kept, removed }: Ground): readonly string[] => [
  `The log from ${window.from?.slice(0, 10) ?? 'an unknown day'} to ${window.to?.slice(0, 10) ?? 'an unknown day'} (${plural(window.days, 'day')}) holds every call that counts, of every Region.`,
  sight.dataSources.size === 0
    ? 'No data events are in the log (objects, messages, items, invocations): use of that kind cannot be seen.'
    : `Data events are in the log of ${[...sight.dataSources].sort().join(', ')} only, and are taken to be of all their resources.`,
  ...(removed?.secondWitness == null
    ? []
    : [
        `IAM's service last accessed (${removed.secondWitness.file}) was asked as well: it tells of management actions of the services that it lists only, and counts refused attempts as use.`,
      ]),
  'All of it was meant: what somebody else did with its credentials counts as use.',
  'A call that failed for another reason than permissions needed its permission.',
  'What resource policies, service control policies and VPC endpoints allow or deny is not part of the proof.',
  ...replaced(target),
  ...(kept.length > 0 ? [`Kept as they are, because they deny something or were not read: ${kept.join(', ')}.`] : []),
  ...(rhythm.regular ? gaps.map((gap) => `Nothing that matters is missing here. ${gap}`) : []),
]
