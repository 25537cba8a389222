import { awsCommand } from '../command.ts'
import { cis } from '../frameworks.ts'
import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { mfaWords, occurrenceEvidence, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { rootsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

export const rootConsoleSignIn = defineRule({
  id: 'root-console-sign-in',
  family: 'activity',
  title: 'Somebody signed in to the console as the root user',
  severity: 'high',
  frameworks: cis('1.7', { v50: '1.6', v60: '2.6', v70: '2.7' }),
  rationale:
    'Nearly nothing needs the root user, and no policy of the account limits it. Each sign-in has to be explained; one without MFA needed no more than the mailbox.',
  remediation:
    'Ask who signed in and why; the time and the address are in the evidence. If nobody can say, treat the account as taken: change the password, remove keys of the root user, read what was done in the session.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which a sign-in is a finding.') },
  subjects: rootsSeen({
    kinds: ['root sign-in'],
    meant: ({ eventName, outcome }) => eventName === 'ConsoleLogin' && outcome === 'ok',
  }),
  evaluate({ occurrences }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const withoutMfa = recent.filter(({ mfa }) => mfa === 'no')
    const told = withoutMfa.at(-1) ?? recent.at(-1)
    if (told === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    return fail(`The root user signed in to the console ${whenAndWhere(told)}, ${mfaWords(told)}.`, {
      ...sinceOf(recent),
      ...(withoutMfa.length > 0 ? { severity: 'critical' } : {}),
      evidence: occurrenceEvidence(recent),
    })
  },
  commands: () => [
    awsCommand('cloudtrail lookup-events', { 'lookup-attributes': 'AttributeKey=Username,AttributeValue=root' }),
  ],
})
