import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations'
import { answerSource } from '../bulk-source.ts'

export const actions = ['organizations:DescribeOrganization']

/** A standalone account answers AWSOrganizationsNotInUse: that error, recorded, is the evidence. */
export const organization = answerSource(
  { evidence: 'organization', call: 'organizations:DescribeOrganization' },
  ({ organizations }, options) => organizations.send(new DescribeOrganizationCommand({}), options),
)
