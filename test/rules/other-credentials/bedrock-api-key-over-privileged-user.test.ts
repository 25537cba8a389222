import { known, unknownFact } from '#shared/facts/known.ts'
import { bedrockApiKeyOverPrivilegedUser } from '#shared/rules/other-credentials/bedrock-api-key-over-privileged-user.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  account,
  accountWithUsers,
  allow,
  group,
  inlinePolicy,
  noGrants,
  serviceSpecificCredential,
  user,
} from '#test/support/facts.ts'

const KEY = serviceSpecificCredential({ serviceName: 'bedrock.amazonaws.com' })
const grantsFor = (...actions: readonly string[]) => ({
  ...noGrants,
  inlinePolicies: [inlinePolicy('p', allow(...actions))],
})
const holding = (credential: ReturnType<typeof serviceSpecificCredential>, ...actions: readonly string[]) =>
  user({ serviceSpecificCredentials: known([credential]), grants: known(grantsFor(...actions)) })
const who = (what: string) => `Bedrock API key ACCAEXAMPLE of alice is an API key of a user that ${what}.`

describeRule(bedrockApiKeyOverPrivilegedUser, {
  now: '2026-04-01',
  pass: [['invokes models', accountWithUsers(holding(KEY, 'bedrock:InvokeModel', 'bedrock:CallWithBearerToken'))]],
  fail: [
    ['an administrator', accountWithUsers(holding(KEY, '*')), who('is an administrator')],
    [
      'one who can become it',
      accountWithUsers(holding(KEY, 'iam:PutUserPolicy')),
      who('can make itself an administrator'),
    ],
    ['everything in Bedrock', accountWithUsers(holding(KEY, 'bedrock:*')), who('may do everything in Amazon Bedrock')],
    [
      'through a group',
      account({
        users: known([user({ serviceSpecificCredentials: known([KEY]), groupNames: known(['admins']) })]),
        groups: known([group({ name: 'admins', grants: grantsFor('*') })]),
      }),
      who('is an administrator'),
    ],
  ],
  unknown: [
    [
      'policies not read',
      accountWithUsers(user({ serviceSpecificCredentials: known([KEY]), grants: unknownFact('denied') })),
      'denied',
    ],
  ],
  notApplicable: [
    ['another service', accountWithUsers(holding(serviceSpecificCredential(), '*'))],
    ['inactive', accountWithUsers(holding({ ...KEY, status: 'inactive' }, '*'))],
  ],
})
