import { evidenceOfCall } from '#shared/evidence/evidence-calls.ts'
import type { DoctorCheck, DoctorState } from '#shared/reports/doctor-document.ts'
import { allRules } from '#shared/rules/index.ts'

/** A call as it was tried; `organization`: only some accounts of an organization may make it. */
export interface PermissionTried {
  readonly action: string
  readonly scope: 'account' | 'organization'
  readonly answer: NonNullable<DoctorCheck['answer']>
  readonly reason: string
}

export type Standing = 'none' | 'member' | 'management' | 'unknown'

const rulesThatNeed = (action: string): readonly string[] => {
  const evidence = evidenceOfCall(action)
  return allRules
    .filter(({ needs, enabledByDefault }) => enabledByDefault && needs.some((name) => name === evidence))
    .map(({ id }) => id)
    .sort()
}

const WHY_NOT_HERE: Readonly<Record<Exclude<Standing, 'management'>, string>> = {
  none: 'the account is in no organization',
  member: 'only the management account or a delegated administrator may ask',
  unknown: 'only the management account or a delegated administrator may ask, and whether this is one was not told',
}

const isExpected = ({ scope, answer }: PermissionTried, standing: Standing): boolean =>
  scope === 'organization' && standing !== 'management' && answer !== 'allowed'

const stateOf = (tried: PermissionTried, standing: Standing): DoctorState => {
  if (tried.answer === 'allowed') return 'well'
  if (isExpected(tried, standing)) return 'note'
  return tried.answer === 'not-tried' ? 'not-tried' : 'wrong'
}

const wordsOf = (tried: PermissionTried, standing: Standing): string => {
  const { action, answer, reason } = tried
  if (answer === 'allowed') return 'Allowed.'
  if (isExpected(tried, standing) && standing !== 'management') return `Not from here: ${WHY_NOT_HERE[standing]}.`
  if (answer === 'not-tried') return reason
  const advice =
    answer === 'denied'
      ? `Allow ${action} (infra/iam has the whole list).`
      : 'Try again; a proxy or a throttled account may be in the way.'
  return `${reason} ${advice}`
}

/** What each call's answer means for an audit: a call that is refused takes the judgement of some rules with it. */
export const permissionChecks = (tried: readonly PermissionTried[], standing: Standing): readonly DoctorCheck[] =>
  tried.map((one) => ({
    area: 'permissions',
    name: one.action,
    state: stateOf(one, standing),
    answer: one.answer,
    words: wordsOf(one, standing),
    notAssessed: one.answer === 'allowed' ? [] : rulesThatNeed(one.action),
  }))
