import type { Occurrence } from '#shared/activity/occurrence.ts'
import { awsCommand } from '../command.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { actorsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

/** Whoever comes from an identity provider did their MFA there: the log says "No" of all of them. */
const isOwnSignIn = ({ eventName, outcome, principalType, details }: Occurrence): boolean =>
  eventName === 'ConsoleLogin' &&
  outcome === 'ok' &&
  principalType === 'IAMUser' &&
  details['samlProviderArn'] === undefined

export const consoleSignInWithoutMfa = defineRule({
  id: 'console-sign-in-without-mfa',
  yieldsTo: ['administrator-without-mfa', 'console-user-without-mfa'],
  family: 'activity',
  title: 'A user signed in to the console without MFA',
  severity: 'high',
  frameworks: [
    ...cis('1.10', { v50: '1.9', v60: '2.9', v70: '2.10' }),
    ...securityHub('IAM.5'),
    ...awsConfig('mfa-enabled-for-iam-console-access'),
  ],
  rationale: 'The password alone was enough. Whoever has it, by phishing or from another leak, comes in the same way.',
  remediation:
    'Let the user register an MFA device today, and let policies deny everything else without it. Better move people to IAM Identity Center.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which a sign-in is a finding.') },
  subjects: actorsSeen({ kinds: ['sign-in'], meant: isOwnSignIn }),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const without = recent.filter(({ mfa }) => mfa === 'no')
    const last = without.at(-1)
    if (last !== undefined) {
      return fail(`${subject.name} signed in to the console without MFA ${whenAndWhere(last)}.`, {
        ...sinceOf(without),
        evidence: occurrenceEvidence(without),
      })
    }
    const untold = recent.findLast(({ mfa }) => mfa === 'unknown')
    if (untold) return unknown(`the log does not tell whether the sign-in ${whenAndWhere(untold)} was with MFA`)
    return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
  },
  commands: ({ subject: { type, name } }) =>
    type === 'user' ? [awsCommand('iam list-mfa-devices', { 'user-name': name })] : [],
})
