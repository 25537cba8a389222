import { ACCOUNT_ID, arnOf } from '#samples/account-tables/company.ts'
import type { Actor, SampleCall } from '#samples/account-tables/traffic.ts'
import { rootArn, userArn, roleArn } from './account.ts'
import { accessKeyIdOf, keyId, uniqueId } from './identifiers.ts'
import { zulu } from './instants.ts'

export interface TrailIdentity {
  readonly type: string
  readonly principalId?: string
  readonly arn?: string
  readonly accountId?: string
  readonly accessKeyId?: string
  readonly userName?: string
  readonly invokedBy?: string
  readonly identityProvider?: string
  readonly sessionContext?: {
    readonly sessionIssuer?: { readonly arn: string; readonly [field: string]: string }
    readonly webIdFederationData?: object
    readonly attributes?: object
    readonly assumedRoot?: string
  }
}

const HOUR_MS = 3_600_000
/** Sessions of one hour, so that neighbouring calls share a temporary key. */
const sessionOf = (about: string, at: Date, mfa: boolean) => {
  const began = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)
  return {
    accessKeyId: keyId('ASIA', `${about}/${began.toISOString()}`),
    attributes: { creationDate: zulu(began), mfaAuthenticated: String(mfa) },
  }
}

const roleIdentity = (actor: Extract<Actor, { role: string }>, at: Date): TrailIdentity => {
  const { accessKeyId, attributes } = sessionOf(`${actor.role}/${actor.session}`, at, false)
  const issuerId = uniqueId('AROA', actor.role)
  return {
    type: 'AssumedRole',
    principalId: `${issuerId}:${actor.session}`,
    arn: `arn:aws:sts::${ACCOUNT_ID}:assumed-role/${actor.role}/${actor.session}`,
    accountId: ACCOUNT_ID,
    accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: issuerId,
        arn: roleArn(actor.role),
        accountId: ACCOUNT_ID,
        userName: actor.role,
      },
      ...(actor.webIdentity !== undefined && {
        webIdFederationData: { federatedProvider: arnOf(`oidc-provider/${actor.webIdentity}`), attributes: {} },
      }),
      attributes,
    },
  }
}

const userBase = (name: string) => ({
  type: 'IAMUser',
  principalId: uniqueId('AIDA', name),
  arn: userArn(name),
  accountId: ACCOUNT_ID,
  userName: name,
})

const consoleIdentity = (actor: Extract<Actor, { console: string }>, call: SampleCall, at: Date): TrailIdentity => {
  if (call.name === 'ConsoleLogin') return userBase(actor.console)
  const { accessKeyId, attributes } = sessionOf(actor.console, at, actor.mfa === 'Yes')
  return { ...userBase(actor.console), accessKeyId, sessionContext: { attributes } }
}

const rootIdentity = (kind: 'console' | 'privileged-task' | 'service', call: SampleCall, at: Date): TrailIdentity => {
  const base = { type: 'Root', principalId: ACCOUNT_ID, arn: rootArn, accountId: ACCOUNT_ID }
  if (kind === 'service') return base
  if (call.name === 'ConsoleLogin') return { ...base, accessKeyId: '' }
  const { accessKeyId, attributes } = sessionOf(`root/${kind}`, at, kind === 'console')
  return {
    ...base,
    accessKeyId,
    sessionContext: { attributes, ...(kind === 'privileged-task' && { assumedRoot: 'true' }) },
  }
}

const actorIdentity = (actor: Actor, call: SampleCall, at: Date): TrailIdentity => {
  if ('user' in actor) return { ...userBase(actor.user), accessKeyId: accessKeyIdOf(actor.user, actor.key) }
  if ('console' in actor) return consoleIdentity(actor, call, at)
  if ('role' in actor) return roleIdentity(actor, at)
  if ('service' in actor) return { type: 'AWSService', invokedBy: actor.service }
  if ('root' in actor) return rootIdentity(actor.root, call, at)
  if ('stranger' in actor) return { type: 'IAMUser', accountId: ACCOUNT_ID, accessKeyId: '', userName: actor.stranger }
  if ('foreign' in actor) {
    const { account, role, session } = actor.foreign
    return { type: 'AWSAccount', principalId: `${uniqueId('AROA', role, account)}:${session}`, accountId: account }
  }
  const { provider, subject } = actor.webIdentity
  return {
    type: 'WebIdentityUser',
    principalId: `${arnOf(`oidc-provider/${provider}`)}:sts.amazonaws.com:${subject}`,
    userName: subject,
    identityProvider: arnOf(`oidc-provider/${provider}`),
  }
}

export const identityOf = (actor: Actor, call: SampleCall, at: Date): TrailIdentity => {
  const identity = actorIdentity(actor, call, at)
  return call.via === undefined ? identity : { ...identity, invokedBy: call.via }
}
