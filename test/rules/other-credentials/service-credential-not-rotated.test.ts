import { known, unknownFact } from '#shared/facts/known.ts'
import { serviceCredentialNotRotated } from '#shared/rules/other-credentials/service-credential-not-rotated.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithUsers, at, serviceSpecificCredential, user } from '#test/support/facts.ts'

const withCredential = (more: Parameters<typeof serviceSpecificCredential>[0]) =>
  accountWithUsers(user({ serviceSpecificCredentials: known([serviceSpecificCredential(more)]) }))

describeRule(serviceCredentialNotRotated, {
  now: '2026-04-01',
  pass: [['exactly at the limit', withCredential({ createdAt: known(at('2026-01-01')) })]],
  fail: [
    [
      'one millisecond over',
      withCredential({ createdAt: known(at('2025-12-31T23:59:59.999Z')) }),
      'CodeCommit password ACCAEXAMPLE of alice is 90 days old (made 2025-12-31); the limit is 90 days.',
    ],
    [
      'Keyspaces',
      withCredential({ serviceName: 'cassandra.amazonaws.com', createdAt: known(at('2025-01-01')) }),
      'Keyspaces password ACCAEXAMPLE of alice is 455 days old (made 2025-01-01); the limit is 90 days.',
    ],
  ],
  unknown: [['creation not told', withCredential({ createdAt: unknownFact('not told') }), 'not told']],
  notApplicable: [['inactive', withCredential({ status: 'inactive', createdAt: known(at('2020-01-01')) })]],
})
