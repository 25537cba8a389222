import type { AccountFacts } from '#shared/facts/account.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import type { RequestContext } from './request-context.ts'

const PRINCIPAL_KEYS: ReadonlySet<string> = new Set([
  'aws:username',
  'aws:userid',
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:principalorgid',
  'aws:principalisawsservice',
])

/** True for keys whose value belongs to the principal and not to the request. */
export const isPrincipalKey = (lowerKey: string): boolean =>
  PRINCIPAL_KEYS.has(lowerKey) || lowerKey.startsWith('aws:principaltag/')

// A caller who wants to be allowed uses TLS: such a condition takes no power away.
const CALLERS_CHOICE: readonly (readonly [string, readonly string[]])[] = [['aws:securetransport', ['true']]]

/** What is known of every request, whoever makes it. */
export const ANY_CALLER: RequestContext = { values: new Map(CALLERS_CHOICE), absent: new Set(), others: 'unknown' }

const ofUser = (user: User): readonly (readonly [string, readonly string[]])[] => [
  ['aws:username', [user.name]],
  ['aws:principaltype', ['User']],
  ...(user.uniqueId === undefined ? [] : [['aws:userid', [user.uniqueId]] as const]),
  ...(user.tags.state === 'known'
    ? user.tags.value.map(({ key, value }) => [`aws:principaltag/${key.toLowerCase()}`, [value]] as const)
    : []),
]

/** What is known of every request that this principal makes. A role's session may bring tags of its own: these stay unknown. */
export const contextOfPrincipal = (principal: User | Role, account: AccountFacts): RequestContext => {
  const { organization, id } = account
  const values: readonly (readonly [string, readonly string[]])[] = [
    ...CALLERS_CHOICE,
    ['aws:principalarn', [principal.arn]],
    ['aws:principalisawsservice', ['false']],
    ...(id.state === 'known' ? [['aws:principalaccount', [id.value]] as const] : []),
    ...(organization.state === 'known' && organization.value !== 'none'
      ? [['aws:principalorgid', [organization.value.id]] as const]
      : []),
    ...(principal.kind === 'user' ? ofUser(principal) : [['aws:principaltype', ['AssumedRole']] as const]),
  ]
  const absent = new Set(principal.kind === 'role' ? ['aws:username'] : [])
  if (organization.state === 'known' && organization.value === 'none') absent.add('aws:principalorgid')
  return { values: new Map(values), absent, others: 'unknown' }
}
