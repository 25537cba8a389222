import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import { samlMetadataExpiring } from '#shared/rules/roles-and-trust/saml-metadata-expiring.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account, at } from '#test/support/facts.ts'

const SAML = `arn:aws:iam::${ACCOUNT}:saml-provider/okta`
const valid = (validUntil: Known<Date>) =>
  account({ samlProviders: known([{ kind: 'saml-provider', arn: SAML, name: 'okta', validUntil }]) })

describeRule(samlMetadataExpiring, {
  now: '2026-04-01',
  pass: [['one millisecond beyond the limit', valid(known(at('2026-05-16T00:00:00.001Z')))]],
  fail: [
    [
      'exactly at the limit',
      valid(known(at('2026-05-16'))),
      `The metadata of SAML provider ${SAML} expires on 2026-05-16, in 45 days; the limit is 45 days.`,
    ],
    [
      'tomorrow',
      valid(known(at('2026-04-02'))),
      `The metadata of SAML provider ${SAML} expires on 2026-04-02, in 1 day; the limit is 45 days.`,
    ],
    ['now', valid(known(at('2026-04-01'))), `The metadata of SAML provider ${SAML} expired on 2026-04-01.`],
  ],
  unknown: [
    ['not told', valid(unknownFact('no ValidUntil')), 'no ValidUntil'],
    ['not listed', account({ samlProviders: unknownFact('denied') }), 'denied'],
  ],
})
