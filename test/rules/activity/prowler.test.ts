import { event, iamCall, userIdentity } from '#test/support/activity.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { type LogCase, onLogs } from '#test/support/judged-logs.ts'
import { DAY } from '#test/support/peer-events.ts'

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

const ROWS: readonly LogCase[] = [
  [
    'privilege escalation: a password for oneself, made and set',
    'FAIL',
    [
      iamCall(`${DAY}T10:00`, 'CreateLoginProfile', {}, attacker),
      iamCall(`${DAY}T10:01`, 'UpdateLoginProfile', { userName: 'Attacker' }, attacker),
    ],
    ['credential-made', 'login-profile-changed'],
  ],
  [
    'privilege escalation: one call of the list',
    'PASS',
    [iamCall(DAY, 'CreateAccessKey', { userName: 'bob' }, attacker)],
    ['credential-made', 'credential-made-for-someone-else'],
    'one is enough: each is judged by what it does, not by how many there are',
  ],
  ['enumeration: all refused', 'FAIL', enumeration({ errorCode: 'AccessDenied' }), ['access-key-only-denied']],
  [
    'enumeration: refused, by a user who may do something',
    'FAIL',
    [event(DAY, attacker), ...enumeration({ errorCode: 'AccessDenied' })],
    ['many-different-calls-denied'],
  ],
  [
    'enumeration: all granted',
    'FAIL',
    enumeration({}),
    [],
    'auditors, dashboards and the console read as much every day; a key that begins to is told as used from a new place or for new services',
  ],
]

describePeer('Prowler', onLogs, ROWS)
