import { serviceExists } from '#shared/catalogue/actions.ts'
import { nearestActions } from '#shared/catalogue/nearest-actions.ts'
import type { Statement } from '#shared/facts/policy.ts'
import { actionsMatching } from './action-set.ts'
import { matchesAction } from './action-pattern.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt, shown } from './statement-check.ts'
import type { StatementCheck } from './statement-check.ts'

const MEMORY_LIMIT = 5000
const memory = new Map<string, string | undefined>()

// Comparing spellings with a service's hundreds of actions is slow, and the same misspelt action comes back in many policies.
const nearest = (action: string): string | undefined => {
  if (memory.has(action)) return memory.get(action)
  const found = /[*?]/u.test(action) ? undefined : nearestActions(action, 1)[0]
  if (memory.size >= MEMORY_LIMIT) memory.clear()
  memory.set(action, found)
  return found
}

const checkPattern = (statement: Statement, action: string, element: string): readonly PolicyIssue[] => {
  if (/^\*+$/u.test(action)) return []
  const colon = action.indexOf(':')
  if (colon < 1 || colon === action.length - 1) {
    const message = `"${shown(action)}" is no action: it must be "service:Name" or "*".`
    return [issueAt(statement, ['malformed-action', 'error'], element, [message])]
  }
  const service = action.slice(0, colon)
  if (/[*?]/u.test(service) && !/^\*+$/u.test(service)) {
    const message = `"${shown(action)}" has a wildcard in the service, which IAM does not take.`
    return [issueAt(statement, ['malformed-action', 'error'], element, [message])]
  }
  const isKnown = /[*?]/u.test(service) || serviceExists(service)
  if (isKnown && actionsMatching(action).length > 0) return []
  const meant = nearest(action)
  const suggestion = meant === undefined ? undefined : `Write "${meant}".`
  if (!isKnown)
    return [
      issueAt(statement, ['unknown-service', 'warning'], element, [
        `Service "${shown(service)}" does not exist.`,
        suggestion,
      ]),
    ]
  const message = /[*?]/u.test(action)
    ? `No action matches "${shown(action)}".`
    : `Action "${shown(action)}" does not exist.`
  return [issueAt(statement, ['unknown-action', 'warning'], element, [message, suggestion])]
}

const checkNotAction = (statement: Statement): readonly PolicyIssue[] => {
  if (statement.effect !== 'Allow' || statement.notActions === undefined) return []
  const message = 'NotAction with Allow gives every other action of every service, also those that AWS adds later.'
  return [
    issueAt(statement, ['not-action-with-allow', 'warning'], 'NotAction', [
      message,
      'List what is needed under Action.',
    ]),
  ]
}

// sts:TagSession and SetSourceIdentity may stand beside the action that lets somebody in.
const TRUST_ACTIONS: readonly string[] = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:TagSession',
  'sts:SetSourceIdentity',
  'sts:SetContext',
]

const checkTrustActions: StatementCheck = (statement, kind) =>
  kind !== 'trust-policy'
    ? []
    : (statement.actions ?? []).flatMap((action, index) =>
        TRUST_ACTIONS.some((allowed) => matchesAction(action, allowed))
          ? []
          : issueAt(statement, ['action-not-for-trust', 'error'], `Action[${index}]`, [
              `"${shown(action)}" has no place in a trust policy: only the sts actions of assuming a role have.`,
            ]),
      )

/** Do the actions exist, and is NotAction what was meant? */
export const checkActions: StatementCheck = (statement, kind) => {
  const name = statement.actions === undefined ? 'NotAction' : 'Action'
  const patterns = statement.actions ?? statement.notActions ?? []
  return [
    ...patterns.flatMap((action, index) => checkPattern(statement, action, `${name}[${index}]`)),
    ...checkNotAction(statement),
    ...checkTrustActions(statement, kind),
  ]
}
