import * as z from 'zod/mini'
import type { OrganizationFeatures, OutboundFederation } from '#shared/facts/settings.ts'
import { EvidenceError } from './evidence-error.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { answersOf } from './json-values.ts'
import type { Parsed } from './reading.ts'

const features = z.object({ EnabledFeatures: z.array(z.string()) })

/** ListOrganizationsFeatures: whether the organization manages its members' root users centrally. */
export const parseOrganizationFeatures = (file: EvidenceFile): Parsed<OrganizationFeatures> => {
  const parsed = z.safeParse(features, answersOf(file)[0])
  if (!parsed.success) {
    throw new EvidenceError(
      `${file.name} has no EnabledFeatures; fetch it again with: aws iam list-organizations-features.`,
    )
  }
  const enabled = new Set(parsed.data.EnabledFeatures)
  const facts = {
    rootCredentialsManagement: enabled.has('RootCredentialsManagement'),
    rootSessions: enabled.has('RootSessions'),
  }
  return { facts, problems: [] }
}

const federation = z.object({ JwtVendingEnabled: z.boolean() })

/** GetOutboundWebIdentityFederationInfo. */
export const parseOutboundFederation = (file: EvidenceFile): Parsed<OutboundFederation> => {
  const parsed = z.safeParse(federation, answersOf(file)[0])
  if (!parsed.success) {
    throw new EvidenceError(
      `${file.name} has no JwtVendingEnabled; fetch it again with: aws iam get-outbound-web-identity-federation-info.`,
    )
  }
  return { facts: { enabled: parsed.data.JwtVendingEnabled }, problems: [] }
}
