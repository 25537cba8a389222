import { known } from '#shared/facts/known.ts'
import { serviceCredentialNeverExpires } from '#shared/rules/other-credentials/service-credential-never-expires.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithUsers, at, serviceSpecificCredential, user } from '#test/support/facts.ts'

const withKey = (more: Parameters<typeof serviceSpecificCredential>[0]) =>
  accountWithUsers(user({ serviceSpecificCredentials: known([serviceSpecificCredential(more)]) }))

describeRule(serviceCredentialNeverExpires, {
  now: '2026-04-01',
  pass: [
    ['with an expiry date', withKey({ serviceName: 'bedrock.amazonaws.com', expiresAt: at('2026-05-01') })],
    ['a hundred years are an expiry date', withKey({ serviceName: 'logs.amazonaws.com', expiresAt: at('2126-01-01') })],
  ],
  fail: [
    [
      'Bedrock',
      withKey({ serviceName: 'bedrock.amazonaws.com' }),
      'Bedrock API key ACCAEXAMPLE of alice never expires.',
    ],
    [
      'CloudWatch Logs',
      withKey({ serviceName: 'logs.amazonaws.com' }),
      'CloudWatch Logs API key ACCAEXAMPLE of alice never expires.',
    ],
    [
      'a service that is newer than this rule',
      withKey({ serviceName: 'newthing.amazonaws.com' }),
      'Credential for newthing.amazonaws.com ACCAEXAMPLE of alice never expires.',
    ],
  ],
  notApplicable: [
    ['CodeCommit, where nothing can expire', withKey({ serviceName: 'codecommit.amazonaws.com' })],
    ['Keyspaces, the same', withKey({ serviceName: 'cassandra.amazonaws.com' })],
    ['inactive', withKey({ serviceName: 'bedrock.amazonaws.com', status: 'inactive' })],
  ],
})
