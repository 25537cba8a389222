import { GetAccountPasswordPolicyCommand } from '@aws-sdk/client-iam'
import { answerSource } from '../bulk-source.ts'

export const actions = ['iam:GetAccountPasswordPolicy']

/** An account without a policy of its own answers NoSuchEntity: that error, recorded, is the evidence. */
export const accountPasswordPolicy = answerSource(
  { evidence: 'account-password-policy', call: 'iam:GetAccountPasswordPolicy' },
  ({ iam }, options) => iam.send(new GetAccountPasswordPolicyCommand({}), options),
)
