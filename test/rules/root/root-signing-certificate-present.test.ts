import { known, unknownFact } from '#shared/facts/known.ts'
import { rootSigningCertificatePresent } from '#shared/rules/root/root-signing-certificate-present.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, accountWithRoot, rootOwner, signingCertificate } from '#test/support/facts.ts'

describeRule(rootSigningCertificatePresent, {
  now: '2026-04-01',
  pass: [['none', accountWithRoot({})]],
  fail: [
    [
      'an active one',
      accountWithRoot({ signingCertificates: known([signingCertificate({ owner: rootOwner })]) }),
      'The root user has active signing certificate 1 of 2026-03-01; it should have none.',
    ],
    [
      'an inactive one',
      accountWithRoot({
        signingCertificates: known([
          signingCertificate({ owner: rootOwner, status: 'inactive', uploadedAt: unknownFact('N/A') }),
        ]),
      }),
      'The root user has inactive signing certificate 1; it should have none.',
    ],
    [
      'only the summary tells',
      account({ summary: known(new Map([['AccountSigningCertificatesPresent', 1]])) }),
      'The root user has a signing certificate (account summary); it should have none.',
    ],
  ],
  unknown: [['not told', accountWithRoot({ signingCertificates: unknownFact('no column') }), 'no column']],
})
