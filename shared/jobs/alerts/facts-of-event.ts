import { parseAccount } from '#shared/evidence/parse-account.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { known, unknownFact } from '#shared/facts/known.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import type { WatchedEvent } from './event-envelope.ts'

const NOT_ASKED = unknownFact('The watch sees one event and asks AWS nothing.')

const pathAndName = (resource: string): { readonly path: string; readonly name: string } => {
  const parts = resource.split('/').slice(1)
  const name = parts.at(-1) ?? ''
  return { path: parts.length > 1 ? `/${parts.slice(0, -1).join('/')}/` : '/', name }
}

/** Who did it, as far as the event itself tells: enough for classes by name and path, not by tag. */
const actingUser = ({ record }: WatchedEvent): User | undefined => {
  const { arn = '', principalId, type } = record.userIdentity ?? {}
  const resource = parseArn(arn)?.resource ?? ''
  if (type !== 'IAMUser' || !resource.startsWith('user/')) return undefined
  return {
    kind: 'user',
    arn,
    ...pathAndName(resource),
    ...(principalId === undefined ? {} : { uniqueId: principalId }),
    createdAt: NOT_ASKED,
    tags: NOT_ASKED,
    groupNames: NOT_ASKED,
    grants: NOT_ASKED,
    password: NOT_ASKED,
    mfaActive: NOT_ASKED,
    mfaDevices: NOT_ASKED,
    accessKeys: NOT_ASKED,
    signingCertificates: NOT_ASKED,
    sshPublicKeys: NOT_ASKED,
    serviceSpecificCredentials: NOT_ASKED,
  }
}

const actingRole = ({ record }: WatchedEvent): Role | undefined => {
  const { arn = '', principalId = '', type } = record.userIdentity?.sessionContext?.sessionIssuer ?? {}
  const resource = parseArn(arn)?.resource ?? ''
  if (type !== 'Role' || !resource.startsWith('role/')) return undefined
  return {
    kind: 'role',
    arn,
    ...pathAndName(resource),
    uniqueId: principalId,
    tags: [],
    trustPolicy: { state: 'unreadable', text: '', reason: NOT_ASKED.reason },
    grants: { inlinePolicies: [], attachedPolicies: [] },
    lastUsed: NOT_ASKED,
    maxSessionDuration: NOT_ASKED,
    instanceProfiles: [],
  }
}

/** An account of which nothing is known but its id and who acts in it. */
export const factsOfEvent = (event: WatchedEvent, now: Date): AccountFacts => {
  const record = { schemaVersion: 1, id: event.account, partition: event.partition, errors: [] }
  const bytes = new TextEncoder().encode(JSON.stringify(record))
  const facts = parseAccount([{ name: 'account.json', bytes }], {
    now,
    seenAccounts: [{ id: event.account, partition: event.partition }],
  })
  const [user, role] = [actingUser(event), actingRole(event)]
  return { ...facts, users: known(user ? [user] : []), roles: known(role ? [role] : []) }
}
