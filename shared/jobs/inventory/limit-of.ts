import type { AuditConfiguration } from '#shared/rules/configuration.ts'
import { allRules } from '#shared/rules/index.ts'

const specOf = (ruleId: string, parameter: string) => allRules.find(({ id }) => id === ruleId)?.parameters[parameter]

/** A rule's limit for an identity class; null where the rule is off or has none, as then nothing is drawn. */
export const limitOf = (
  { rules }: AuditConfiguration,
  ruleId: string,
  parameter: string,
  identityClass: string | undefined,
): number | null => {
  const settings = rules.get(ruleId)
  if (settings?.enabled === false) return null
  const ofClass = identityClass === undefined ? undefined : settings?.classes?.get(identityClass)?.[parameter]
  const value = ofClass ?? settings?.parameters?.[parameter] ?? specOf(ruleId, parameter)?.default
  return typeof value === 'number' ? value : null
}
