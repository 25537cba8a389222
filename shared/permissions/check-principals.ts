import { serviceExists } from '#shared/catalogue/actions.ts'
import type { PrincipalElement, Statement } from '#shared/facts/policy.ts'
import { matchesAction } from './action-pattern.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt, shown } from './statement-check.ts'
import type { StatementCheck } from './statement-check.ts'
import { isDeletedPrincipalId } from './trusted-party.ts'

const AWS_PRINCIPAL =
  /^(?:\*|\d{12}|arn:aws[a-z-]*:(?:iam|sts)::\d{12}:(?:root|user\/.+|role\/.+|assumed-role\/[^/]+\/.+|federated-user\/.+))$/su
const GROUP = /^arn:[^:]*:iam::[^:]*:group\//u
const SERVICE =
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:amazon\.com|aws\.internal|api\.aws)$|^[a-z0-9-]+\.amazonaws\.eu$/u
const FEDERATED = /^(?:\*|arn:aws[a-z-]*:iam::\d{12}:(?:saml-provider|oidc-provider)\/.+|[a-z0-9-]+(?:\.[a-z0-9-]+)+)$/u

// lambda.amazon.com: a few services have names of that form, and none of those whose actions IAM knows.
const isMisspelt = (text: string): boolean => {
  const service = /^(?<name>[a-z0-9-]+)\.amazon\.com$/u.exec(text)?.groups?.['name']
  return service !== undefined && serviceExists(service)
}

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
    .filter(({ text }) => !SERVICE.test(text) || isMisspelt(text))
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

/** Who is named, and whether somebody of that form can exist. */
export const checkPrincipals: StatementCheck = (statement, kind) => {
  const { principal, notPrincipal, effect, actions } = statement
  const negated: readonly PolicyIssue[] =
    notPrincipal !== undefined && effect === 'Allow'
      ? [
          issueAt(statement, ['not-principal-with-allow', 'error'], 'NotPrincipal', [
            'NotPrincipal with Allow lets in everybody else, in every account.',
            'Name who may come in under Principal.',
          ]),
        ]
      : []
  return [
    ...negated,
    ...(principal === undefined ? [] : checkElement(statement, principal, 'Principal')),
    ...(kind === 'trust-policy' && effect === 'Allow' && principal !== undefined && actions !== undefined
      ? checkEntrances(statement, principal, actions)
      : []),
    ...(notPrincipal === undefined ? [] : checkElement(statement, notPrincipal, 'NotPrincipal')),
  ]
}
