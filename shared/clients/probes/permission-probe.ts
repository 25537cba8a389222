import type { AuditClients } from '../audit-clients.ts'
import { failureOf } from '../failure.ts'

/** Of whom and where a probe asks. */
export interface ProbeTarget {
  readonly clients: AuditClients
  /** In which Region the services are asked that are not global. */
  readonly region: string
  readonly accountId: string
  readonly partition: string
  /** An access key of this account; undefined where none was found to ask about. */
  readonly accessKeyId: string | undefined
}

/** One call of the collector, made with the smallest question that tells whether it is allowed. */
export interface PermissionProbe {
  readonly action: string
  /** `organization`: only its management account or a delegated administrator may ask. */
  readonly scope: 'account' | 'organization'
  /** Errors that only who may ask is given: that something is not there says that one may look. */
  readonly answers?: readonly string[]
  /** Undefined: the account has nothing that could be asked about. */
  readonly send: (target: ProbeTarget) => Promise<unknown> | undefined
}

export type PermissionAnswer = 'allowed' | 'denied' | 'failed' | 'not-tried'

export interface TriedPermission {
  readonly action: string
  readonly scope: PermissionProbe['scope']
  readonly answer: PermissionAnswer
  /** AWS's words; empty where it simply answered. */
  readonly reason: string
}

const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedForDependency',
  'AuthorizationError',
  'UnauthorizedOperation',
  'NotAuthorized',
])

/** Who and what does not exist, so that a probe learns nothing about anybody. */
export const NOBODY = 'credaudit-doctor-nobody'

const answerOf = (code: string, { answers = [] }: PermissionProbe): PermissionAnswer => {
  if (answers.includes(code)) return 'allowed'
  return DENIED.has(code) ? 'denied' : 'failed'
}

/** Makes the call; never throws. */
export const tryPermission = async (probe: PermissionProbe, target: ProbeTarget): Promise<TriedPermission> => {
  const { action, scope } = probe
  try {
    const sent = probe.send(target)
    if (sent === undefined)
      return { action, scope, answer: 'not-tried', reason: 'The account has nothing that it could be tried on.' }
    await sent
    return { action, scope, answer: 'allowed', reason: '' }
  } catch (error) {
    const { code, reason } = failureOf(error)
    const answer = answerOf(code, probe)
    return { action, scope, answer, reason: answer === 'allowed' ? '' : `${code}: ${reason}` }
  }
}
