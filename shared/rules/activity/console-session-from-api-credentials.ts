import type { Occurrence } from '#shared/activity/occurrence.ts'
import { fail } from '../outcome.ts'
import { days, words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, recentOf, sinceOf, whenAndWhere, withoutThoseBy } from './occurrence-words.ts'
import { actorsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

/** The access portal of IAM Identity Center opens the console the same way, for its own roles and with its own client. */
const isOfAccessPortal = ({ principalArn, userAgent }: Occurrence): boolean =>
  /:role\/(?:aws-reserved\/sso\.amazonaws\.com\/|AWSReservedSSO_)/.test(principalArn) || userAgent.startsWith('Jersey/')

const opensConsole = (occurrence: Occurrence): boolean =>
  occurrence.eventName === 'GetSigninToken' && occurrence.outcome === 'ok' && !isOfAccessPortal(occurrence)

export const consoleSessionFromApiCredentials = defineRule({
  id: 'console-session-from-api-credentials',
  family: 'activity',
  title: 'Credentials of a program opened the console',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Temporary credentials can be exchanged for a console session, without password and MFA. That is what somebody does who has taken them from a machine and wants to look around.',
  remediation:
    'Name the identity broker in `brokers` if it does this by design. Else revoke the sessions of the role (aws:TokenIssueTime), and read what was done in the console since.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(30, 'Days for which it is a finding.'),
    brokers: words([], 'ARNs (patterns) of users and roles that are identity brokers and do this by design.'),
  },
  subjects: actorsSeen({ kinds: ['sign-in'], meant: opensConsole }),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays, brokers } }) {
    const recent = withoutThoseBy(recentOf(occurrences, recentDays, now), brokers)
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    return fail(`Credentials of ${subject.name} were exchanged for a console session ${whenAndWhere(last)}.`, {
      ...sinceOf(recent),
      evidence: occurrenceEvidence(recent),
    })
  },
})
