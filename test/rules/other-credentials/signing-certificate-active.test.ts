import { known, unknownFact } from '#shared/facts/known.ts'
import { signingCertificateActive } from '#shared/rules/other-credentials/signing-certificate-active.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithRoot, accountWithUsers, at, rootOwner, signingCertificate, user } from '#test/support/facts.ts'

const withCertificate = (more: Parameters<typeof signingCertificate>[0]) =>
  accountWithUsers(user({ signingCertificates: known([signingCertificate(more)]) }))

describeRule(signingCertificateActive, {
  now: '2026-04-01',
  pass: [['inactive', withCertificate({ status: 'inactive' })]],
  fail: [
    [
      'by the report',
      withCertificate({ uploadedAt: known(at('2014-01-01')) }),
      'Signing certificate 1 of alice is active, uploaded 2014-01-01.',
    ],
    [
      'by its id, uploaded nobody knows when',
      withCertificate({ certificateId: 'TA7SMP42TDN5Z26OBPJE7EXAMPLE', uploadedAt: unknownFact('N/A') }),
      'Signing certificate TA7SMP42TDN5Z26OBPJE7EXAMPLE of alice is active.',
    ],
  ],
  unknown: [['not told', accountWithUsers(user({ signingCertificates: unknownFact('no report') })), 'no report']],
  notApplicable: [
    ['none', accountWithUsers(user())],
    [
      'trap 4: the certificate of root',
      accountWithRoot({ signingCertificates: known([signingCertificate({ owner: rootOwner })]) }),
    ],
  ],
})
