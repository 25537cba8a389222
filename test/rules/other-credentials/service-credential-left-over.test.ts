import { known, unknownFact } from '#shared/facts/known.ts'
import { serviceCredentialLeftOver } from '#shared/rules/other-credentials/service-credential-left-over.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithUsers, at, serviceSpecificCredential, user } from '#test/support/facts.ts'

const withCredential = (more: Parameters<typeof serviceSpecificCredential>[0]) =>
  accountWithUsers(user({ serviceSpecificCredentials: known([serviceSpecificCredential(more)]) }))

describeRule(serviceCredentialLeftOver, {
  now: '2026-04-01',
  pass: [
    ['inactive, made exactly 90 days ago', withCredential({ status: 'inactive', createdAt: known(at('2026-01-01')) })],
  ],
  fail: [
    [
      'inactive, made a millisecond earlier',
      withCredential({ status: 'inactive', createdAt: known(at('2025-12-31T23:59:59.999Z')) }),
      'CodeCommit password ACCAEXAMPLE of alice is inactive and still there, 90 days after it was made; the limit is 90 days.',
    ],
    [
      'expired a millisecond ago, whatever the status says',
      withCredential({ serviceName: 'bedrock.amazonaws.com', expiresAt: at('2026-03-31T23:59:59.999Z') }),
      'Bedrock API key ACCAEXAMPLE of alice expired on 2026-03-31 and is still there.',
    ],
    [
      'expired by its status',
      withCredential({ serviceName: 'bedrock.amazonaws.com', status: 'expired' }),
      'Bedrock API key ACCAEXAMPLE of alice has expired and is still there.',
    ],
  ],
  unknown: [
    [
      'inactive since nobody knows',
      withCredential({ status: 'inactive', createdAt: unknownFact('not told') }),
      'not told',
    ],
  ],
  notApplicable: [
    ['active without end', withCredential({})],
    ['active, ends this very instant', withCredential({ expiresAt: at('2026-04-01') })],
  ],
})
