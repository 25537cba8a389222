import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import { serverCertificateExpiresSoon } from '#shared/rules/other-credentials/server-certificate-expires-soon.ts'
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

describeRule(serverCertificateExpiresSoon, {
  now: '2026-04-01',
  pass: [['exactly 45 days left', ending(known(at('2026-05-16')))]],
  fail: [
    [
      'a millisecond less',
      ending(known(at('2026-05-15T23:59:59.999Z'))),
      'Server certificate shop expires on 2026-05-15, in 44 days.',
    ],
    [
      'ends this very instant',
      ending(known(at('2026-04-01'))),
      'Server certificate shop expires on 2026-04-01, in 0 days.',
    ],
  ],
  unknown: [['end not told', ending(unknownFact('no Expiration')), 'no Expiration']],
  notApplicable: [['expired: another rule', ending(known(at('2026-03-31')))]],
})
