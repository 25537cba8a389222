import type { Occurrence } from '#shared/activity/occurrence.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { awsCommand } from '../command.ts'
import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import type { Subject } from '../subject.ts'
import { occurrenceEvidence, principalName, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { principalSubject, targetsSeen, targetUser } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

/** The last is of IAM Identity Center's own directory. */
const REMOVED: ReadonlySet<string> = new Set([
  'DeactivateMFADevice',
  'DeleteVirtualMFADevice',
  'DeleteMfaDeviceForUser',
])

const isRootDevice = ({ details }: Occurrence): boolean =>
  /root-account-mfa-device/.test(details['serialNumber'] ?? '') || details['userName'] === 'root-account-mfa-device'

const personOfDirectory = (userId: string, { partition }: AccountFacts): Subject => {
  const arn = `arn:${partition}:identitystore:::user/${userId}`
  return { type: 'identity-center-user', arn, name: `Identity Center user ${userId}`, identity: arn }
}

/** A virtual device is deleted by its serial number alone; its name says nothing of its owner, so the caller stands in. */
const deviceOwner = (occurrence: Occurrence, account: AccountFacts): Subject => {
  if (isRootDevice(occurrence))
    return principalSubject(account, `arn:${account.partition}:iam::${occurrence.account}:root`, 'Root')
  const person = occurrence.eventName === 'DeleteMfaDeviceForUser' ? occurrence.details['userId'] : undefined
  return person === undefined ? targetUser(occurrence, account) : personOfDirectory(person, account)
}

export const mfaDeviceDeactivated = defineRule({
  id: 'mfa-device-deactivated',
  family: 'activity',
  title: 'An MFA device was taken away from a user',
  severity: 'high',
  frameworks: [],
  rationale:
    'Taking away the second factor is what somebody does who has the password and wants to stay. It also happens with each new phone: then a device is enabled soon after.',
  remediation:
    'Ask the user. If no new device was enabled since, enable one now; if the user does not know of it, set a new password and look at who did it.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which it is a finding.') },
  subjects: targetsSeen(
    {
      kinds: ['credential change'],
      meant: ({ eventName, outcome }) =>
        outcome === 'ok' && (REMOVED.has(eventName) || eventName === 'EnableMFADevice'),
    },
    deviceOwner,
  ),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    // Deleting the device follows deactivating it: the first is the step that counts.
    const last =
      recent.findLast(({ eventName }) => eventName === 'DeactivateMFADevice') ??
      recent.findLast(({ eventName }) => REMOVED.has(eventName))
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    const replaced = recent.find(({ eventName, at }) => eventName === 'EnableMFADevice' && (at ?? 0) > (last.at ?? 0))
    const by = principalName(last.principalArn)
    const since = replaced === undefined ? 'none was enabled since' : 'another was enabled since'
    return fail(`An MFA device of ${subject.name} was taken away by ${by} ${whenAndWhere(last)}; ${since}.`, {
      ...sinceOf([last]),
      ...(replaced === undefined ? {} : { severity: 'low' }),
      evidence: occurrenceEvidence(recent),
    })
  },
  commands: ({ subject: { type, name } }) =>
    type === 'user' ? [awsCommand('iam list-mfa-devices', { 'user-name': name })] : [],
})
