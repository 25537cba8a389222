import { known, unknownFact } from '#shared/facts/known.ts'
import { bedrockApiKeyUserWithMore } from '#shared/rules/other-credentials/bedrock-api-key-user-with-more.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  accessKey,
  ACCOUNT,
  accountWithUsers,
  allow,
  inlinePolicy,
  noGrants,
  password,
  user,
} from '#test/support/facts.ts'

const LIMITED = { arn: 'arn:aws:iam::aws:policy/AmazonBedrockLimitedAccess', name: 'AmazonBedrockLimitedAccess' }
const limited = known({ ...noGrants, attachedPolicies: [LIMITED] })
const made = (more: Parameters<typeof user>[0] = {}) =>
  accountWithUsers(user({ name: 'BedrockAPIKey-x7', grants: limited, ...more }))
const hasMore = (what: string) => `BedrockAPIKey-x7 was made for a Bedrock API key alone, and has more: ${what}.`

describeRule(bedrockApiKeyUserWithMore, {
  now: '2026-04-01',
  pass: [
    ['as the console made it', made()],
    ['without any policy', made({ grants: known(noGrants) })],
  ],
  fail: [
    ['a password', made({ password: password() }), hasMore('a console password')],
    [
      'an access key, even an inactive one',
      made({ accessKeys: known([accessKey({ status: 'inactive' })]) }),
      hasMore('an access key'),
    ],
    [
      'another policy, an inline policy and a group',
      made({
        grants: known({
          inlinePolicies: [inlinePolicy('more', allow('*'))],
          attachedPolicies: [
            LIMITED,
            { arn: 'arn:aws:iam::aws:policy/AdministratorAccess', name: 'AdministratorAccess' },
          ],
        }),
        groupNames: known(['admins']),
      }),
      hasMore('policy AdministratorAccess, inline policy more, group admins'),
    ],
    [
      'trap 12: a policy of the customer with the name of the expected one',
      made({
        grants: known({
          ...noGrants,
          attachedPolicies: [{ ...LIMITED, arn: `arn:aws:iam::${ACCOUNT}:policy/AmazonBedrockLimitedAccess` }],
        }),
      }),
      hasMore('policy AmazonBedrockLimitedAccess'),
    ],
    [
      'a password is enough, also where the rest is not known',
      made({ password: password(), grants: unknownFact('denied') }),
      hasMore('a console password'),
    ],
  ],
  unknown: [
    ['nothing found, policies not read', made({ grants: unknownFact('denied') }), 'denied'],
    ['nothing found, keys not read', made({ accessKeys: unknownFact('no report') }), 'no report'],
  ],
  notApplicable: [
    ['trap 12: the words in the middle', accountWithUsers(user({ name: 'my-BedrockAPIKey-x7', password: password() }))],
  ],
})
