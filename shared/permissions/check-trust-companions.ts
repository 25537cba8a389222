import type { PolicyDocument, Statement } from '#shared/facts/policy.ts'
import { whenKeyAbsent } from './absent-key.ts'
import { matchesAction } from './action-pattern.ts'
import type { PolicyIssue, PolicyKind } from './policy-issue.ts'
import { issueAt } from './statement-check.ts'

const TAG_SESSION = 'sts:TagSession'
const SET_SOURCE_IDENTITY = 'sts:SetSourceIdentity'

const allows = ({ effect, actions = [] }: Statement, action: string): boolean =>
  effect === 'Allow' && actions.some((pattern) => matchesAction(pattern, action))

const asksForTags = (lowerKey: string): boolean =>
  lowerKey.startsWith('aws:requesttag/') || lowerKey === 'aws:tagkeys' || lowerKey === 'sts:transitivetagkeys'

/** Who assumes the role with session tags or a source identity needs the permission to set them, from the same trust policy. */
const neededBy = (statement: Statement): ReadonlyMap<string, string> => {
  const needed = new Map<string, string>()
  for (const condition of statement.conditions) {
    const key = condition.key.toLowerCase()
    if (whenKeyAbsent(condition) !== 'fails') continue
    if (asksForTags(key)) needed.set(TAG_SESSION, condition.key)
    if (key === 'sts:sourceidentity') needed.set(SET_SOURCE_IDENTITY, condition.key)
  }
  // https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
  const anywhere = statement.principal?.service.find((service) => service === 'rolesanywhere.amazonaws.com')
  if (anywhere !== undefined) for (const action of [TAG_SESSION, SET_SOURCE_IDENTITY]) needed.set(action, anywhere)
  return needed
}

const isWayIn = (statement: Statement): boolean =>
  ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'].some((action) =>
    allows(statement, action),
  )

/** Ways into a role that need a second action which nothing in the trust policy allows. */
export const checkTrustCompanions = (document: PolicyDocument, kind: PolicyKind): readonly PolicyIssue[] => {
  if (kind !== 'trust-policy' || document.state === 'unreadable') return []
  const { statements } = document
  return statements
    .filter(isWayIn)
    .flatMap((statement) =>
      [...neededBy(statement)]
        .filter(([action]) => !statements.some((other) => allows(other, action)))
        .map(([action, why]) =>
          issueAt(statement, ['action-missing-in-trust', 'error'], 'Action', [
            `Nobody can come in: ${why} needs ${action}, which this trust policy does not allow.`,
            `Add "${action}".`,
          ]),
        ),
    )
}
