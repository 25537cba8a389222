import { known, unknownFact } from '#shared/facts/known.ts'
import { memberRootCredentialsPresent } from '#shared/rules/root/member-root-credentials-present.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, accessKey, account, root, rootOwner, signingCertificate } from '#test/support/facts.ts'

const inOrganization = (managementAccountId: string) =>
  known({ id: 'o-1', arn: 'arn', managementAccountId, allFeatures: true })
const member = (more: Parameters<typeof root>[0] = {}) =>
  account({ organization: inOrganization('222222222222'), root: known(root(more)) })

describeRule(memberRootCredentialsPresent, {
  now: '2026-04-01',
  pass: [['nothing left', member()]],
  fail: [
    ['a password', member({ password: known('present') }), 'The root user of this member account has a password.'],
    [
      'everything',
      member({
        password: known('present'),
        accessKeys: known([accessKey({ owner: rootOwner }), accessKey({ owner: rootOwner, slot: 2 })]),
        signingCertificates: known([signingCertificate({ owner: rootOwner })]),
      }),
      'The root user of this member account has a password and 2 access keys and a signing certificate.',
    ],
  ],
  unknown: [
    ['the password is not told', member({ password: unknownFact('not_supported') }), 'not_supported'],
    ['the organization is not known', account({ organization: unknownFact('denied') }), 'denied'],
  ],
  notApplicable: [
    ['in no organization', account()],
    [
      'the management account',
      account({ organization: inOrganization(ACCOUNT), root: known(root({ password: known('present') })) }),
    ],
  ],
})
