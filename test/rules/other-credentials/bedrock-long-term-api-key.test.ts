import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { bedrockLongTermApiKey } from '#shared/rules/other-credentials/bedrock-long-term-api-key.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithUsers, at, serviceSpecificCredential, user } from '#test/support/facts.ts'

const withKey = (more: Parameters<typeof serviceSpecificCredential>[0] = {}) =>
  accountWithUsers(
    user({
      serviceSpecificCredentials: known([
        serviceSpecificCredential({
          serviceName: 'bedrock.amazonaws.com',
          createdAt: known(at('2026-03-01')),
          ...more,
        }),
      ]),
    }),
  )

describeRule(bedrockLongTermApiKey, {
  now: '2026-04-01',
  configuration: { rules: new Map([[bedrockLongTermApiKey.id, { parameters: { maxLifetimeDays: 30 } }]]) },
  pass: [['made for exactly 30 days', withKey({ expiresAt: at('2026-03-31') })]],
  fail: [
    [
      'made for a millisecond more',
      withKey({ expiresAt: at('2026-03-31T00:00:00.001Z') }),
      'Bedrock API key ACCAEXAMPLE of alice is a long-term key that lives until 2026-03-31; the limit is 30 days.',
    ],
    [
      'without an expiry date, made nobody knows when',
      withKey({ createdAt: unknownFact('not told') }),
      'Bedrock API key ACCAEXAMPLE of alice is a long-term key that never expires; the limit is 30 days.',
    ],
  ],
  unknown: [
    ['creation not told', withKey({ expiresAt: at('2026-05-01'), createdAt: unknownFact('not told') }), 'not told'],
    ['trap 25: not listed', accountWithUsers(user({ serviceSpecificCredentials: unknownFact('denied') })), 'denied'],
  ],
  notApplicable: [
    ['another service', withKey({ serviceName: 'codecommit.amazonaws.com' })],
    ['inactive', withKey({ status: 'inactive' })],
    ['expired', withKey({ status: 'expired', expiresAt: at('2026-03-02') })],
  ],
})

test('an end that nobody lives to see is none', () => {
  const severityOf = (expiresAt: Date) => {
    const [evaluation] = bedrockLongTermApiKey.run(withKey({ expiresAt }), {
      now: at('2026-04-01'),
      configuration: defaultConfiguration,
    })
    return evaluation?.outcome.status === 'fail' ? evaluation.outcome.severity : undefined
  }
  expect(severityOf(at('2036-03-29'))).toBeUndefined()
  expect(severityOf(at('2036-03-30'))).toBe('high')
})

test('unless configured, no lifetime is short enough', () => {
  const [evaluation] = bedrockLongTermApiKey.run(withKey({ expiresAt: at('2026-03-02') }), {
    now: at('2026-03-01'),
    configuration: defaultConfiguration,
  })
  expect(evaluation?.outcome).toMatchObject({
    status: 'fail',
    message: 'Bedrock API key ACCAEXAMPLE of alice is a long-term key that lives until 2026-03-02.',
  })
})
