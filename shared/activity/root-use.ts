import type { Occurrence } from './occurrence.ts'
import { occurrencesOf } from './occurrences-of.ts'
import type { Seen } from './sightings.ts'
import type { UsageProfile } from './usage-profile.ts'

export interface RootUse {
  /** Console sign-ins, failed ones too; the user's own hands. */
  readonly signIns: readonly Occurrence[]
  /** Calls of the root user itself. */
  readonly calls: readonly Occurrence[]
  /** Work in an AssumeRoot session, with the AssumeRoot call that opened it where that was seen. */
  readonly privilegedTasks: readonly PrivilegedTask[]
  readonly assumeRootCalls: readonly Occurrence[]
  /** Services acting for the account under its root identity: no person used root. */
  readonly byServices: readonly ServiceActingAsRoot[]
}

export interface PrivilegedTask {
  readonly task: Occurrence
  readonly openedBy: { readonly actor: string; readonly taskPolicyArn: string } | undefined
}

export interface ServiceActingAsRoot {
  readonly account: string
  readonly service: string
  readonly eventSource: string
  readonly eventName: string
  readonly seen: Seen
}

export const rootUseOf = (profile: UsageProfile): RootUse => {
  const assumeRootCalls = occurrencesOf(profile, 'assume root')
  const bySessionKey = new Map(assumeRootCalls.map((call) => [call.details['sessionAccessKeyId'] ?? '', call]))
  bySessionKey.delete('')
  return {
    signIns: occurrencesOf(profile, 'root sign-in'),
    calls: occurrencesOf(profile, 'root call'),
    privilegedTasks: occurrencesOf(profile, 'privileged task').map((task) => ({
      task,
      openedBy: openedBy(bySessionKey.get(task.accessKeyId)),
    })),
    assumeRootCalls,
    byServices: servicesActingAsRoot(profile),
  }
}

const openedBy = (call: Occurrence | undefined): PrivilegedTask['openedBy'] =>
  call && { actor: call.principalArn, taskPolicyArn: call.details['taskPolicyArn'] ?? '' }

const servicesActingAsRoot = (profile: UsageProfile): readonly ServiceActingAsRoot[] =>
  profile.principals
    .values()
    .filter(({ principal }) => principal.type === 'Root')
    .flatMap(({ principal, actions }) =>
      actions
        .values()
        .filter(({ invokedBy }) => invokedBy !== '')
        .map(({ invokedBy, eventSource, eventName, seen }) => ({
          account: principal.account,
          service: invokedBy,
          eventSource,
          eventName,
          seen,
        })),
    )
