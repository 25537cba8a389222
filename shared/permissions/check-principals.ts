import type { PrincipalElement, Statement } from '#shared/facts/policy.ts'
import { whenKeyAbsent } from './absent-key.ts'
import { matchesAction } from './action-pattern.ts'
import type { PolicyIssue, PolicyKind } from './policy-issue.ts'
import { isServicePrincipal } from './service-principal.ts'
import { issueAt, shown } from './statement-check.ts'
import type { StatementCheck } from './statement-check.ts'
import { isForeignKey } from './trust-entrance.ts'
import { isDeletedPrincipalId, partiesOf } from './trusted-party.ts'

const AWS_PRINCIPAL =
  /^(?:\*|\d{12}|arn:aws[a-z-]*:(?:iam|sts)::\d{12}:(?:root|user\/.+|role\/.+|assumed-role\/[^/]+\/.+|federated-user\/.+))$/su
const GROUP = /^arn:[^:]*:iam::[^:]*:group\//u
const FEDERATED = /^(?:\*|arn:aws[a-z-]*:iam::\d{12}:(?:saml-provider|oidc-provider)\/.+|[a-z0-9-]+(?:\.[a-z0-9-]+)+)$/u

const malformed = (statement: Statement, element: string, message: string): PolicyIssue =>
  issueAt(statement, ['malformed-principal', 'error'], element, [message])

const checkAws = (statement: Statement, text: string, element: string): readonly PolicyIssue[] => {
  if (isDeletedPrincipalId(text))
    return [
      issueAt(statement, ['deleted-principal', 'warning'], element, [
        `"${shown(text)}" is the id of a user or role that was deleted: nobody comes in by it.`,
        'Remove it, or name the new principal by its ARN.',
      ]),
    ]
  if (GROUP.test(text)) return [malformed(statement, element, `A group cannot be a principal: "${shown(text)}".`)]
  if (/^arn:.*[*?]/su.test(text))
    return [malformed(statement, element, `A principal has no wildcards: "${shown(text)}" is nobody.`)]
  if (AWS_PRINCIPAL.test(text)) return []
  return [malformed(statement, element, `"${shown(text)}" is no account, user, role or session.`)]
}

const checkElement = (statement: Statement, principal: PrincipalElement, name: string): readonly PolicyIssue[] => [
  ...principal.aws.flatMap((text, index) => checkAws(statement, text, `${name}.AWS[${index}]`)),
  ...principal.service
    .map((text, index) => ({ text, element: `${name}.Service[${index}]` }))
    .filter(({ text }) => !isServicePrincipal(text))
    .map(({ text, element }) => malformed(statement, element, `"${shown(text)}" is no service principal.`)),
  ...principal.federated
    .map((text, index) => ({ text, element: `${name}.Federated[${index}]` }))
    .filter(({ text }) => !FEDERATED.test(text))
    .map(({ text, element }) => malformed(statement, element, `"${shown(text)}" is no identity provider.`)),
]

const ASSUME = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'] as const

const actionFor = (federated: string): (typeof ASSUME)[number] =>
  federated.includes(':saml-provider/') ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity'

/** By which action each of them comes in: users, roles and services by AssumeRole, whoever a provider knows by its own. */
const entrancesOf = ({ aws, service, federated }: PrincipalElement) => [
  ...[...aws, ...service].map((text) => ({ text, action: ASSUME[0] })),
  ...federated.filter((text) => text !== '*').map((text) => ({ text, action: actionFor(text) })),
]

const checkEntrances = (
  statement: Statement,
  principal: PrincipalElement,
  actions: readonly string[],
): readonly PolicyIssue[] => {
  const allows = (wanted: string): boolean => actions.some((action) => matchesAction(action, wanted))
  // A statement on tags or source identities alone stands beside the one that lets in.
  if (!ASSUME.some(allows)) return []
  const [closed] = entrancesOf(principal).filter(({ action }) => !allows(action))
  if (closed === undefined) return []
  return [
    issueAt(statement, ['action-not-for-principal', 'error'], 'Action', [
      `"${shown(closed.text)}" comes in by ${closed.action} only, which this statement does not name.`,
      `Write "${closed.action}".`,
    ]),
  ]
}

// Of users and roles alone: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
const NOT_OF_SERVICES = /^aws:(?:principalorgid|principalorgpaths|username|multifactorauth(?:present|age))$/iu

/** A service that assumes a role is of no organization and has no MFA. It may have tags: IAM Roles Anywhere tells a certificate's names by them. */
const checkServiceKeys = (statement: Statement, principal: PrincipalElement): readonly PolicyIssue[] => {
  const [service] = principal.service
  if (service === undefined || principal.anyone || principal.aws.length + principal.federated.length > 0) return []
  return statement.conditions
    .filter((condition) => NOT_OF_SERVICES.test(condition.key) && whenKeyAbsent(condition) === 'fails')
    .map(({ operator, key }) =>
      issueAt(statement, ['key-not-for-principal', 'error'], `Condition.${operator}.${key}`, [
        `A service has no ${shown(key)}: with this condition ${shown(service)} cannot assume the role.`,
        'Write aws:SourceAccount, aws:SourceArn or aws:SourceOrgID.',
      ]),
    )
}

/** Every one of the providers lacks the claim: where one has it, that one may be meant. */
const checkProviderKeys = (statement: Statement, principal: PrincipalElement): readonly PolicyIssue[] => {
  if (principal.anyone || principal.aws.length + principal.service.length > 0) return []
  const parties = partiesOf(principal)
  return statement.conditions
    .filter(({ key }) => parties.length > 0 && parties.every((party) => isForeignKey(party, key)))
    .filter((condition) => whenKeyAbsent(condition) === 'fails')
    .map(({ operator, key }) =>
      issueAt(statement, ['key-not-for-principal', 'error'], `Condition.${operator}.${key}`, [
        `Who comes through ${shown(principal.federated[0] ?? '')} has no ${shown(key)}: with this condition nobody comes in.`,
        'Compare a claim of the provider that is named under Principal.',
      ]),
    )
}

const checkNegated = (statement: Statement, kind: PolicyKind): readonly PolicyIssue[] => {
  if (statement.effect === 'Allow')
    return [
      issueAt(statement, ['not-principal-with-allow', 'error'], 'NotPrincipal', [
        'NotPrincipal with Allow lets in everybody else, in every account.',
        'Name who may come in under Principal.',
      ]),
    ]
  if (kind !== 'trust-policy') return []
  return [
    issueAt(statement, ['principal-not-allowed', 'error'], 'NotPrincipal', [
      'NotPrincipal has no place in a trust policy.',
      'Write "Principal": "*" and a condition on aws:PrincipalArn by ArnNotEquals.',
    ]),
  ]
}

/** Who is named, and whether somebody of that form can exist. */
export const checkPrincipals: StatementCheck = (statement, kind) => {
  const { principal, notPrincipal, effect, actions } = statement
  return [
    ...(notPrincipal === undefined ? [] : checkNegated(statement, kind)),
    ...(principal === undefined ? [] : checkElement(statement, principal, 'Principal')),
    ...(kind === 'trust-policy' && effect === 'Allow' && principal !== undefined && actions !== undefined
      ? [
          ...checkEntrances(statement, principal, actions),
          ...checkServiceKeys(statement, principal),
          ...checkProviderKeys(statement, principal),
        ]
      : []),
    ...(notPrincipal === undefined ? [] : checkElement(statement, notPrincipal, 'NotPrincipal')),
  ]
}
