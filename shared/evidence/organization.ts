import * as z from 'zod/mini'
import { isJsonObject, ownProperty } from '#shared/facts/json.ts'
import type { Organization } from '#shared/facts/settings.ts'
import { EvidenceError } from './evidence-error.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { answersOf } from './json-values.ts'
import type { Parsed } from './reading.ts'

const organization = z.object({
  Id: z.string(),
  Arn: z.string(),
  MasterAccountId: z.string(),
  FeatureSet: z.optional(z.string()),
})

/** DescribeOrganization; `{ "Organization": null }` says that the account is in none. */
export const parseOrganization = (file: EvidenceFile): Parsed<Organization | 'none'> => {
  const [answer] = answersOf(file)
  const value = isJsonObject(answer) ? ownProperty(answer, 'Organization') : undefined
  if (value === null) return { facts: 'none', problems: [] }
  const parsed = z.safeParse(organization, value)
  if (!parsed.success) {
    throw new EvidenceError(
      `${file.name} has no Organization as AWS writes it; fetch it again with: aws organizations describe-organization.`,
    )
  }
  const { Id, Arn, MasterAccountId, FeatureSet } = parsed.data
  const facts = { id: Id, arn: Arn, managementAccountId: MasterAccountId, allFeatures: FeatureSet === 'ALL' }
  return { facts, problems: [] }
}
