import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { outboundFederationEnabled } from '#shared/rules/account-and-organization/outbound-federation-enabled.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, at } from '#test/support/facts.ts'

const enabled = account({ outboundFederation: known({ enabled: true }) })

describeRule(outboundFederationEnabled, {
  now: '2026-04-01',
  pass: [['off', account()]],
  fail: [['on', enabled, 'Outbound web identity federation is on, and the configuration does not expect it.']],
  unknown: [['not read', account({ outboundFederation: unknownFact('denied') }), 'denied']],
})

test('where the configuration expects it, it passes', () => {
  const rules = new Map([['outbound-federation-enabled', { parameters: { expected: true } }]])
  const [evaluation] = outboundFederationEnabled.run(enabled, {
    now: at('2026-04-01'),
    configuration: { ...defaultConfiguration, rules },
  })
  expect(evaluation?.outcome.status).toBe('pass')
})
