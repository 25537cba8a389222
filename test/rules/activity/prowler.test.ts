import { event, iamCall, userIdentity } from '#test/support/activity.ts'
import { DAY } from '#test/support/peer-events.ts'
import { describePeer, type PeerRow } from '#test/support/peer-verdicts.ts'

// Prowler's threat detection in CloudTrail (prowler-cloud/prowler, cloudtrail_threat_detection_*, and its tests; Apache-2.0; the events in our
// words): who makes more than so many of a list of calls within a day. With its verdict and ours.

const attacker = { userIdentity: userIdentity('Attacker', 'AKIAATTACKER') }
/** Thirty calls of its list, in six services. */
const enumeration = (outcome: { readonly errorCode?: string }) =>
  ['ec2', 'iam', 's3', 'logs', 'ses', 'sns'].flatMap((service) =>
    Array.from({ length: 5 }, (_, index) =>
      event(DAY, {
        eventSource: `${service}.amazonaws.com`,
        eventName: `List${service}${index}`,
        ...attacker,
        ...outcome,
      }),
    ),
  )

const ROWS: readonly PeerRow[] = [
  {
    name: 'privilege escalation: a password for oneself, made and set',
    theirs: 'fires',
    events: [
      iamCall(`${DAY}T10:00`, 'CreateLoginProfile', {}, attacker),
      iamCall(`${DAY}T10:01`, 'UpdateLoginProfile', { userName: 'Attacker' }, attacker),
    ],
    ours: ['credential-made', 'login-profile-changed'],
  },
  {
    name: 'privilege escalation: one call of the list',
    theirs: 'silent',
    events: [iamCall(DAY, 'CreateAccessKey', { userName: 'bob' }, attacker)],
    ours: ['credential-made', 'credential-made-for-someone-else'],
    why: 'one is enough: each is judged by what it does, not by how many there are',
  },
  {
    name: 'enumeration: all refused',
    theirs: 'fires',
    events: enumeration({ errorCode: 'AccessDenied' }),
    ours: ['access-key-only-denied'],
  },
  {
    name: 'enumeration: refused, by a user who may do something',
    theirs: 'fires',
    events: [event(DAY, attacker), ...enumeration({ errorCode: 'AccessDenied' })],
    ours: ['many-different-calls-denied'],
  },
  {
    name: 'enumeration: all granted',
    theirs: 'fires',
    events: enumeration({}),
    ours: [],
    why: 'auditors, dashboards and the console read as much every day; a key that begins to is told as used from a new place or for new services',
  },
]

describePeer('Prowler', ROWS)
