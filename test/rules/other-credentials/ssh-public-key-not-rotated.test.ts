import { known, unknownFact } from '#shared/facts/known.ts'
import { sshPublicKeyNotRotated } from '#shared/rules/other-credentials/ssh-public-key-not-rotated.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithUsers, at, sshPublicKey, user } from '#test/support/facts.ts'

const withKey = (more: Parameters<typeof sshPublicKey>[0]) =>
  accountWithUsers(user({ sshPublicKeys: known([sshPublicKey(more)]) }))

describeRule(sshPublicKeyNotRotated, {
  now: '2026-04-01',
  pass: [['exactly at the limit', withKey({ uploadedAt: known(at('2025-10-03')) })]],
  fail: [
    [
      'one millisecond over',
      withKey({ uploadedAt: known(at('2025-10-02T23:59:59.999Z')) }),
      'SSH public key APKAEXAMPLE of alice is 180 days old (uploaded 2025-10-02); the limit is 180 days.',
    ],
  ],
  unknown: [
    ['upload not told', withKey({ uploadedAt: unknownFact('not told') }), 'not told'],
    ['not listed', accountWithUsers(user({ sshPublicKeys: unknownFact('not collected') })), 'not collected'],
  ],
  notApplicable: [['inactive', withKey({ status: 'inactive', uploadedAt: known(at('2020-01-01')) })]],
})
