import { serviceOfAction } from '#shared/facts/action-name.ts'
import { actionOf } from '#shared/catalogue/actions.ts'
import { expandActionPattern } from '#shared/catalogue/expand-action-pattern.ts'
import { type SensitiveClass, sensitiveClassesOf } from '#shared/catalogue/sensitive-actions.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import { grantsOn, type OpenStatement, openStatementsOf } from '#shared/permissions/policy-scan.ts'
import { fail, type Outcome, pass } from '../outcome.ts'
import { whyNotJudgedInDetail } from './broad-grants.ts'
import { type PolicyInPlace, unreadPartOf } from './policies-in-place.ts'

/** Reading a secret is reading a credential; the catalogue's list knows only what makes new ones. */
const MORE: ReadonlyMap<string, readonly SensitiveClass[]> = new Map([
  ['secretsmanager:GetSecretValue', ['credential-exposure']],
  ['secretsmanager:BatchGetSecretValue', ['credential-exposure']],
])
/** Assuming and passing roles are judged by rules of their own, which know what is usual there. */
const LEFT_OUT: ReadonlySet<string> = new Set(['sts:AssumeRole', 'iam:PassRole'])

/** An action without resource types is allowed on `*` or not at all: there is nothing to narrow. */
const canBeNarrowed = (action: string): boolean => (actionOf(action)?.resourceTypes.length ?? 0) > 0

const classesOf = (action: string): readonly SensitiveClass[] =>
  LEFT_OUT.has(action) ? [] : [...sensitiveClassesOf(action), ...(MORE.get(action) ?? [])]

const MEMORY_LIMIT = 20_000
const memory = new Map<string, ReadonlyMap<SensitiveClass, readonly string[]>>()

/** The same patterns stand in many policies. */
const sensitiveActionsOf = (pattern: string): ReadonlyMap<SensitiveClass, readonly string[]> => {
  const key = pattern.toLowerCase()
  const made = memory.get(key)
  if (made) return made
  const byClass = new Map<SensitiveClass, string[]>()
  for (const action of expandActionPattern(key)) {
    const classes = classesOf(action)
    if (classes.length === 0 || !canBeNarrowed(action)) continue
    for (const found of classes) byClass.set(found, [...(byClass.get(found) ?? []), action])
  }
  if (memory.size >= MEMORY_LIMIT) memory.clear()
  memory.set(key, byClass)
  return byClass
}

const serviceOf = (action: string): string => serviceOfAction(action).toLowerCase()

const openActionsOf = ({ statement, reachesAllOf }: OpenStatement, wanted: SensitiveClass): readonly string[] =>
  (statement.actions ?? []).flatMap((pattern) =>
    (sensitiveActionsOf(pattern).get(wanted) ?? []).filter((action) => reachesAllOf(serviceOf(action))),
  )

/** Actions of the class that a document allows on every resource, or every one of a kind, without a condition, and does not deny itself. */
export const openSensitiveActionsOf = (document: PolicyDocument, wanted: SensitiveClass): readonly string[] => {
  if (document.state === 'unreadable') return []
  const allowed = openStatementsOf(document).flatMap((open) => openActionsOf(open, wanted))
  const hasDeny = document.statements.some(({ effect }) => effect === 'Deny')
  return sortedUnique(hasDeny ? allowed.filter((action) => grantsOn(document, action).length > 0) : allowed)
}

const SHOWN = 4

export const judgeSensitiveGrants = (policy: PolicyInPlace, wanted: SensitiveClass, effect: string): Outcome => {
  const silent = whyNotJudgedInDetail(policy)
  if (silent) return silent
  const actions = openSensitiveActionsOf(policy.document, wanted)
  if (actions.length === 0) return unreadPartOf(policy) ?? pass
  const more = actions.length > SHOWN ? ` and ${actions.length - SHOWN} more` : ''
  return fail(`${policy.label} allows to ${effect} on every resource: ${actions.slice(0, SHOWN).join(', ')}${more}.`, {
    evidence: { actions: actions.slice(0, 100), count: actions.length },
  })
}
