import type { AccountFacts } from '#shared/facts/account.ts'
import type { OrganizationFeatures } from '#shared/facts/settings.ts'
import {
  type Fail,
  type NotApplicable,
  notApplicable,
  type Pass,
  pass,
  type UnknownOutcome,
  unknown,
} from '../outcome.ts'
import { placeInOrganization } from './root-words.ts'

/** Organization features are answered to the management account and to IAM's delegated administrator only. */
export const judgeOrganizationFeature = (
  account: AccountFacts,
  feature: keyof OrganizationFeatures,
  off: () => Fail,
): Pass | Fail | UnknownOutcome | NotApplicable => {
  const features = account.organizationFeatures
  if (features.state === 'known') return features.value[feature] ? pass : off()
  const place = placeInOrganization(account)
  if (place.state === 'unknown' || place.value === 'management') return unknown(features.reason)
  if (place.value === 'standalone') return notApplicable('the account is in no organization')
  return notApplicable('the management account answers for its organization')
}
