import { parseArn } from '#shared/facts/arn.ts'
import { ownProperty } from '#shared/facts/json.ts'
import { partitionOfRegion } from '#shared/facts/partition.ts'
import type { TrailIdentity, TrailRecord } from '#shared/facts/trail-record.ts'

/** Whose permission a record used. `arn` is the service's or account's name where CloudTrail gives no ARN. */
export interface ActivityPrincipal {
  /** CloudTrail's `userIdentity.type`; a session counts as what issued it. */
  readonly type: string
  readonly arn: string
  readonly account: string
  /** AROA…, AIDA…: tells a principal from an earlier one of the same name. */
  readonly id: string
  /** The session did not name its issuer: the role's path is not known. */
  readonly pathUnknown: boolean
}

export interface Attribution {
  readonly principal: ActivityPrincipal
  /** The service that made the call with this principal's permission; empty for the principal's own hands. */
  readonly invokedBy: string
  /** Work in a session of sts:AssumeRoot. */
  readonly privilegedTask: boolean
}

/** The console is a person's own hands, although it signs for them. */
const CONSOLE = new Set(['signin.amazonaws.com', 'console.amazonaws.com', 'signin.aws.amazon.com'])

export const attributionOf = (record: TrailRecord): Attribution | undefined => {
  const identity = record.userIdentity
  if (!identity) return undefined
  const principal = principalOf(identity, record)
  if (!principal) return undefined
  return {
    principal,
    invokedBy: principal.type === 'AWSService' ? '' : actingServiceOf(identity),
    privilegedTask: isAssumedRoot(identity),
  }
}

/** True for work in an AssumeRoot session: the mark is a string in CloudTrail's own files and a boolean in some schemas. */
export const isAssumedRoot = (identity: TrailIdentity): boolean => {
  const mark = identity.sessionContext?.assumedRoot
  return mark === true || (typeof mark === 'string' && mark.toLowerCase() === 'true')
}

const actingServiceOf = (identity: TrailIdentity): string => {
  if (identity.invokedByDelegate?.accountId) return `delegate ${identity.invokedByDelegate.accountId}`
  const by = identity.invokedBy ?? ''
  return CONSOLE.has(by) ? '' : by
}

const principalOf = (identity: TrailIdentity, record: TrailRecord): ActivityPrincipal | undefined => {
  if (identity.type === 'AWSService') return servicePrincipal(identity, record)
  if (isOtherAccountsCopy(identity, record)) return accountPrincipal(identity, record)
  return (
    issuerPrincipal(identity) ??
    sessionPrincipal(identity) ??
    namedPrincipal(identity, record) ??
    accountPrincipal(identity, record)
  )
}

/** A call on another account's resource is delivered to both (equal `sharedEventID`); only the caller's copy is the caller's use. */
const isOtherAccountsCopy = (identity: TrailIdentity, record: TrailRecord): boolean =>
  record.sharedEventID !== undefined &&
  identity.accountId !== undefined &&
  record.recipientAccountId !== undefined &&
  identity.accountId !== record.recipientAccountId

const servicePrincipal = (identity: TrailIdentity, record: TrailRecord): ActivityPrincipal => ({
  type: 'AWSService',
  arn: identity.invokedBy ?? identity.principalId ?? record.sourceIPAddress ?? 'AWS Internal',
  account: record.recipientAccountId ?? identity.accountId ?? '',
  id: '',
  pathUnknown: false,
})

const TYPE_OF_ISSUER: ReadonlyMap<string, string> = new Map([
  ['Role', 'AssumedRole'],
  ['User', 'IAMUser'],
])

const issuerPrincipal = (identity: TrailIdentity): ActivityPrincipal | undefined => {
  const issuer = identity.sessionContext?.sessionIssuer
  if (!issuer?.arn) return undefined
  const issuerType = issuer.type ?? identity.type ?? 'Unknown'
  return {
    type: TYPE_OF_ISSUER.get(issuerType) ?? issuerType,
    arn: issuer.arn,
    account: issuer.accountId ?? parseArn(issuer.arn)?.account ?? '',
    id: issuer.principalId ?? '',
    pathUnknown: false,
  }
}

/** `arn:…:sts::1:assumed-role/Name/session` without an issuer: many sessions are still one role, though its path is lost. */
const sessionPrincipal = (identity: TrailIdentity): ActivityPrincipal | undefined => {
  const arn = identity.arn === undefined ? undefined : parseArn(identity.arn)
  if (!arn || arn.service !== 'sts' || !arn.resource.startsWith('assumed-role/')) return undefined
  const name = arn.resource.split('/')[1] ?? ''
  return {
    type: 'AssumedRole',
    arn: `arn:${arn.partition}:iam::${arn.account}:role/${name}`,
    account: arn.account,
    id: roleIdOf(identity.principalId),
    pathUnknown: true,
  }
}

const roleIdOf = (principalId: string | undefined): string => principalId?.split(':')[0] ?? ''

const namedPrincipal = (identity: TrailIdentity, record: TrailRecord): ActivityPrincipal | undefined => {
  const type = identity.type ?? (identity.arn?.endsWith(':root') ? 'Root' : 'Unknown')
  const account = identity.accountId ?? (identity.arn ? parseArn(identity.arn)?.account : undefined) ?? ''
  const id = identity.principalId ?? ''
  if (identity.arn) return { type, arn: identity.arn, account, id, pathUnknown: false }
  if (account === '') return undefined
  const partition = partitionOfRegion(record.awsRegion ?? '')
  if (type === 'Root') return { type, arn: `arn:${partition}:iam::${account}:root`, account, id, pathUnknown: false }
  if (type === 'IAMUser' && identity.userName && !identity.userName.startsWith('HIDDEN_')) {
    return { type, arn: `arn:${partition}:iam::${account}:user/${identity.userName}`, account, id, pathUnknown: true }
  }
  return undefined
}

/** Account-only and unnamed identities: said as they are, never guessed to be a role or user. */
const accountPrincipal = (identity: TrailIdentity, record: TrailRecord): ActivityPrincipal | undefined => {
  const account = identity.accountId ?? ''
  const name = identity.userName ?? identity.principalId ?? behalfOf(identity) ?? ''
  if (account === '' && name === '' && identity.type === undefined) return undefined
  const shared = isOtherAccountsCopy(identity, record)
  return {
    type: shared ? 'AWSAccount' : (identity.type ?? 'Unknown'),
    arn: [account, identity.principalId ?? name].filter((part) => part !== '').join('/') || 'unknown',
    account,
    id: identity.principalId ?? '',
    pathUnknown: false,
  }
}

/** Identity Center names the person only by the id in its store. */
const behalfOf = (identity: TrailIdentity): string | undefined => {
  const user = identity.onBehalfOf && ownProperty(identity.onBehalfOf, 'userId')
  return typeof user === 'string' ? user : undefined
}
