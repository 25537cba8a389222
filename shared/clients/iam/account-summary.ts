import { GetAccountSummaryCommand } from '@aws-sdk/client-iam'
import { answerSource } from '../bulk-source.ts'

export const actions = ['iam:GetAccountSummary']

export const accountSummary = answerSource(
  { evidence: 'account-summary', call: 'iam:GetAccountSummary' },
  ({ iam }, options) => iam.send(new GetAccountSummaryCommand({}), options),
)
