import type { ActionUse, PrincipalUse } from '#shared/activity/usage-profile.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { agentsIn, isAttackSystem, isAttackTool } from './attack-agents.ts'
import { someOf } from './key-traces.ts'
import { timeWords } from './occurrence-words.ts'
import { ownPrincipalsSeen } from './seen-subjects.ts'

/** Of a role all sessions; of a user those with temporary credentials: long-lived keys have a rule of their own. */
const isOfSession = ({ type }: PrincipalUse['principal'], { accessKeyIds, invokedBy }: ActionUse): boolean =>
  invokedBy === '' && (type === 'AssumedRole' || accessKeyIds.values.keys().some((id) => id.startsWith('ASIA')))

interface Traces {
  readonly agents: ReadonlySet<string>
  readonly addresses: ReadonlySet<string>
  readonly last: number
  readonly isCut: boolean
}

const tracesSince = ({ principal, actions }: PrincipalUse, since: number): Traces => {
  const agents = new Set<string>()
  const addresses = new Set<string>()
  let last = 0
  let isCut = actions.overflowed
  actions.forEach((action) => {
    if ((action.seen.last ?? since) < since || !isOfSession(principal, action)) return
    isCut ||= action.userAgents.values.overflowed
    const found = agentsIn(action.userAgents).filter((agent) => isAttackTool(agent) || isAttackSystem(agent))
    if (found.length === 0) return
    for (const agent of found) agents.add(agent)
    for (const address of action.sourceAddresses.values.keys()) addresses.add(address)
    last = Math.max(last, action.seen.last ?? 0)
  })
  return { agents, addresses, last, isCut }
}

export const sessionUsedByAttackTool = defineRule({
  id: 'session-used-by-attack-tool',
  family: 'activity',
  title: 'Temporary credentials were used with a tool for breaking in',
  severity: 'high',
  frameworks: [],
  rationale:
    'Sessions are stolen from laptops, browsers and machines like keys are. Whoever takes one works on a system of their own, and many do not hide it: the user agent names Kali Linux, or the tool.',
  remediation:
    'Ask whether somebody tests. If not, revoke the sessions of the role or user (aws:TokenIssueTime), find the machine that they were taken from, and read what was done with them.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(90, 'Days within which the calls must lie.') },
  subjects: ownPrincipalsSeen,
  evaluate({ subject, use }, { now, parameters: { recentDays } }) {
    const { agents, addresses, last, isCut } = tracesSince(use, now.getTime() - recentDays * DAY_MS)
    if (agents.size === 0)
      return isCut ? unknown('it came with so many user agents that the profile holds only a part') : pass
    const when = timeWords(last === 0 ? undefined : last)
    return fail(`Temporary credentials of ${subject.name} were used with ${someOf([...agents])}, last ${when}.`, {
      evidence: { userAgents: [...agents].sort().slice(0, 20), sourceAddresses: [...addresses].sort().slice(0, 20) },
    })
  },
})
