import type { AccountFacts } from '#shared/facts/account.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { DAY_MS, isoDate } from '#shared/facts/instant.ts'
import { knownOr } from '#shared/facts/known.ts'
import { byKey } from '#shared/facts/order.ts'
import { awsCommand } from '../command.ts'
import { fail, pass } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import type { StatedSubject } from '../subject.ts'
import { keyTracesOf, type KeyTrace, lastUsedWithin, servicesOf, someOf, traceEvidence } from './key-traces.ts'
import { principalSubject, whereActivity } from './seen-subjects.ts'

interface KeyPair extends StatedSubject {
  /** Oldest first. */
  readonly traces: readonly KeyTrace[]
}

/** When the key was made; where the evidence does not tell, the first use in the log stands in. */
const bornAt = ({ key, use }: KeyTrace): number =>
  (key ? knownOr(key.createdAt, undefined)?.getTime() : undefined) ?? use.seen.first ?? 0

const ownersOfSeveral = (activity: UsageProfile, account: AccountFacts): readonly KeyPair[] => {
  const byOwner = new Map<string, KeyTrace[]>()
  for (const trace of keyTracesOf(activity, account))
    byOwner.set(trace.ownerArn, [...(byOwner.get(trace.ownerArn) ?? []), trace])
  return [...byOwner]
    .filter(([, traces]) => traces.length > 1)
    .sort(byKey(([owner]) => owner))
    .map(([owner, traces]) => ({
      kind: 'stated',
      subject: principalSubject(account, owner, owner.endsWith(':root') ? 'Root' : 'IAMUser'),
      traces: traces.sort((a, b) => bornAt(a) - bornAt(b)),
    }))
}

const ownersSeen = whereActivity(ownersOfSeveral)

export const bothAccessKeysAtWork = defineRule({
  id: 'both-access-keys-at-work',
  family: 'activity',
  title: 'Both access keys of a user make calls: a rotation was never finished',
  severity: 'medium',
  frameworks: [],
  rationale:
    'While the old key still works somewhere, the rotation has protected nothing. The log tells what still uses it.',
  remediation:
    'Give what still uses the older key (services, addresses and clients are in the evidence) the newer one, deactivate the older, and delete it after some days of quiet.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(14, 'Days within which a key counts as at work.'),
    rotationDays: days(30, 'Days within which a rotation must be finished.'),
  },
  subjects: ownersSeen,
  evaluate({ traces, subject }, { now, parameters: { recentDays, rotationDays } }) {
    const atWork = traces.filter((trace) => lastUsedWithin(trace, recentDays, now))
    const newest = atWork.at(-1)
    if (newest === undefined || atWork.length < 2) return pass
    const born = bornAt(newest)
    if (now.getTime() - born <= rotationDays * DAY_MS) return pass
    const drop = atWork.slice(0, -1)
    const olds = drop.map(({ use }) => use.accessKeyId).join(' and ')
    const made = newest.key?.createdAt.state === 'known' ? 'made' : 'first seen'
    const services = someOf([...new Set(drop.flatMap(({ use }) => [...servicesOf(use).keys()]))])
    return fail(
      `${subject.name} uses ${olds} beside the newer ${newest.use.accessKeyId} (${made} ${isoDate(new Date(born))}): drop ${olds}, which still calls ${services}.`,
      {
        since: new Date(born),
        evidence: {
          keep: newest.use.accessKeyId,
          drop: drop.map(({ use }) => use.accessKeyId),
          keys: atWork.map((trace) => ({ accessKeyId: trace.use.accessKeyId, ...traceEvidence(trace) })),
        },
      },
    )
  },
  commands: ({ traces, subject }) =>
    traces.slice(0, -1).map(({ use }) =>
      awsCommand('iam update-access-key', {
        'user-name': subject.name,
        'access-key-id': use.accessKeyId,
        status: 'Inactive',
      }),
    ),
})
