import { ListOrganizationsFeaturesCommand } from '@aws-sdk/client-iam'
import { answerSource } from '../bulk-source.ts'

export const actions = ['iam:ListOrganizationsFeatures']

/** Whether members' root credentials are managed centrally. */
export const organizationsFeatures = answerSource(
  { evidence: 'organizations-features', call: 'iam:ListOrganizationsFeatures', scope: 'organization' },
  ({ iam }, options) => iam.send(new ListOrganizationsFeaturesCommand({}), options),
)
