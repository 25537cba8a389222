import type { EffectivePermissions } from '#shared/permissions/effective-permissions.ts'
import type { BeyondToday, PolicyStatement, ProposedPolicy } from './policy-suggestion.ts'
import { withStandIns } from './policy-text.ts'

/** One value of each condition, as a request that meets the statement would carry. */
const contextOf = ({ Condition: element }: PolicyStatement): Record<string, string> | undefined => {
  if (element === undefined) return undefined
  const context: Record<string, string> = {}
  for (const keys of Object.values(element))
    for (const [key, [value]] of Object.entries(keys)) if (value !== undefined) context[key] = value
  return context
}

const words = (decision: ReturnType<EffectivePermissions['decide']>): string | undefined => {
  switch (decision.outcome) {
    case 'allow':
      return undefined
    case 'explicit-deny':
      return "A Deny of today's policies refuses it: keep that Deny."
    case 'implicit-deny':
      return "The principal's own policies do not allow it today: another policy, of the resource or of an earlier day, did."
    case 'conditional':
      return decision.dependsOn.join() === 'resource'
        ? "Today's policies allow it on a part of these resources only."
        : `Today it depends on ${decision.dependsOn.join(', ')}, which the suggestion does not ask for.`
  }
}

/** What the policies allow and today's do not: nothing, or said by name. */
export const beyondToday = (policies: readonly ProposedPolicy[], today: EffectivePermissions): readonly BeyondToday[] =>
  policies
    .flatMap(({ Statement }) => Statement)
    .flatMap((statement) => {
      const context = contextOf(statement)
      return statement.Action.flatMap((action) =>
        statement.Resource.flatMap((resource): readonly BeyondToday[] => {
          const reason = words(today.decide(action, withStandIns(resource), context))
          return reason === undefined ? [] : [{ action, resource, reason }]
        }),
      )
    })
