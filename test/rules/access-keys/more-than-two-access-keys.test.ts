import { known, unknownFact } from '#shared/facts/known.ts'
import { moreThanTwoAccessKeys } from '#shared/rules/access-keys/more-than-two-access-keys.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, user } from '#test/support/facts.ts'

const key = (slot: 1 | 2) => accessKey({ slot })

describeRule(moreThanTwoAccessKeys, {
  now: '2026-04-01',
  pass: [
    ['two keys', accountWithUsers(user({ accessKeys: known([key(1), key(2)]) }))],
    ['none', accountWithUsers(user())],
  ],
  fail: [
    [
      'three keys',
      accountWithUsers(
        user({
          accessKeys: known(['AKIAA', 'AKIAB', 'AKIAC'].map((accessKeyId) => accessKey({ accessKeyId }))),
        }),
      ),
      'alice has 3 access keys: AKIAA, AKIAB, AKIAC.',
    ],
    [
      'the report says that there are more',
      accountWithUsers(user({ accessKeys: known([key(1), key(2)]), additionalCredentials: '1 additional access key' })),
      'alice has credentials that the report does not show; it says: "1 additional access key".',
    ],
  ],
  unknown: [['keys not read', accountWithUsers(user({ accessKeys: unknownFact('no report') })), 'no report']],
})
