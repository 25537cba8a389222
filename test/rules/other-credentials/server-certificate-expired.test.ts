import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import { serverCertificateExpired } from '#shared/rules/other-credentials/server-certificate-expired.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, at } from '#test/support/facts.ts'

const ending = (expiresAt: Known<Date>) =>
  account({
    serverCertificates: known([
      {
        kind: 'server-certificate',
        arn: 'arn:aws:iam::111111111111:server-certificate/shop',
        name: 'shop',
        certificateId: 'ASCAEXAMPLE',
        uploadedAt: known(at('2024-01-01')),
        expiresAt,
      },
    ]),
  })

describeRule(serverCertificateExpired, {
  now: '2026-04-01',
  pass: [
    ['ends this very instant', ending(known(at('2026-04-01')))],
    ['ends next year', ending(known(at('2027-04-01')))],
  ],
  fail: [
    [
      'ended a millisecond ago',
      ending(known(at('2026-03-31T23:59:59.999Z'))),
      'Server certificate shop expired on 2026-03-31, 0 days ago.',
    ],
  ],
  unknown: [
    ['end not told', ending(unknownFact('no Expiration')), 'no Expiration'],
    ['not listed', account({ serverCertificates: unknownFact('denied') }), 'denied'],
  ],
  notApplicable: [['none stored', account()]],
})
