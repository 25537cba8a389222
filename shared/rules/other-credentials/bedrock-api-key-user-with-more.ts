import { matchesGlob } from '#shared/facts/glob.ts'
import type { User } from '#shared/facts/principal.ts'
import { awsManagedPolicyName } from '../aws-managed-policy.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'

interface Extras {
  readonly found: readonly string[]
  readonly unanswered: readonly string[]
}

const grantExtras = (user: User, expected: readonly string[]): Extras => {
  if (user.grants.state === 'unknown') return { found: [], unanswered: [user.grants.reason] }
  const { attachedPolicies, inlinePolicies } = user.grants.value
  return {
    found: [
      ...attachedPolicies
        .filter(({ arn }) => !expected.some((pattern) => matchesGlob(pattern, awsManagedPolicyName(arn) ?? '')))
        .map(({ name }) => `policy ${name}`),
      ...inlinePolicies.map(({ name }) => `inline policy ${name}`),
    ],
    unanswered: [],
  }
}

const credentialExtras = ({ password, accessKeys }: User): Extras => ({
  found: [
    ...(password.state === 'known' && password.value.state === 'set' ? ['a console password'] : []),
    ...(accessKeys.state === 'known' && accessKeys.value.length > 0
      ? [accessKeys.value.length === 1 ? 'an access key' : `${accessKeys.value.length} access keys`]
      : []),
  ],
  unanswered: [password, accessKeys].flatMap((fact) => (fact.state === 'unknown' ? [fact.reason] : [])),
})

const groupExtras = ({ groupNames }: User): Extras =>
  groupNames.state === 'unknown'
    ? { found: [], unanswered: [groupNames.reason] }
    : { found: groupNames.value.map((name) => `group ${name}`), unanswered: [] }

export const bedrockApiKeyUserWithMore = defineRule({
  id: 'bedrock-api-key-user-with-more',
  family: 'other-credentials',
  title: 'User that the console made for a Bedrock API key has more than that key',
  severity: 'high',
  frameworks: [],
  rationale:
    'The console makes a user of its own for each long-term Bedrock key, which nobody looks at. A thief of the key who may change IAM makes an access key or a password on that user, and stays when the Bedrock key is gone.',
  remediation:
    'Find in CloudTrail who added it and from where. Unless you can name a reason, treat it as an intrusion: take everything from the user and delete it.',
  needs: ['credential-report', 'account-authorization-details'],
  parameters: {
    expectedPolicies: words(
      ['AmazonBedrockLimitedAccess', 'AmazonBedrockMarketplaceAccess'],
      'Policies of AWS (patterns) that such a user may have.',
    ),
  },
  subjects: (account) => account.users,
  evaluate(user, { parameters: { expectedPolicies } }) {
    if (!user.name.startsWith('BedrockAPIKey-'))
      return notApplicable('not a user that the console made for a Bedrock key')
    const extras = [credentialExtras(user), grantExtras(user, expectedPolicies), groupExtras(user)]
    const found = extras.flatMap((extra) => extra.found)
    const [reason] = extras.flatMap(({ unanswered }) => unanswered)
    if (found.length === 0) return reason === undefined ? pass : unknown(reason)
    return fail(`${user.name} was made for a Bedrock API key alone, and has more: ${found.join(', ')}.`, {
      evidence: { more: found },
    })
  },
  commands: (user) => [
    awsCommand('iam list-access-keys', { 'user-name': user.name }),
    awsCommand('iam list-attached-user-policies', { 'user-name': user.name }),
  ],
})
