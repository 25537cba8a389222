import { known, unknownFact } from '#shared/facts/known.ts'
import { serviceSpecificCredentialInForce } from '#shared/rules/other-credentials/service-specific-credential-in-force.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithUsers, serviceSpecificCredential, user } from '#test/support/facts.ts'

const withCredential = (more: Parameters<typeof serviceSpecificCredential>[0]) =>
  accountWithUsers(user({ serviceSpecificCredentials: known([serviceSpecificCredential(more)]) }))

describeRule(serviceSpecificCredentialInForce, {
  now: '2026-04-01',
  pass: [
    ['inactive', withCredential({ status: 'inactive' })],
    ['expired', withCredential({ status: 'expired' })],
  ],
  fail: [
    [
      'CodeCommit',
      withCredential({}),
      'CodeCommit password ACCAEXAMPLE of alice is active; git-remote-codecommit signs with a role.',
    ],
    [
      'a service that is newer than this rule',
      withCredential({ serviceName: 'newthing.amazonaws.com' }),
      'Credential for newthing.amazonaws.com ACCAEXAMPLE of alice is active; a role may do instead.',
    ],
  ],
  unknown: [
    [
      'not listed',
      accountWithUsers(user({ serviceSpecificCredentials: unknownFact('not collected') })),
      'not collected',
    ],
  ],
  notApplicable: [['Bedrock: another rule', withCredential({ serviceName: 'bedrock.amazonaws.com' })]],
})
