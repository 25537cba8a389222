import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer'
import type { AccessAnalyzerClientConfig } from '@aws-sdk/client-accessanalyzer'
import { IAMClient } from '@aws-sdk/client-iam'
import type { AwsChecks } from '#shared/facts/policy-check.ts'
import { checkNoNewAccess } from './check-no-new-access.ts'
import { simulatePolicy } from './simulate-policy.ts'
import { validatePolicy } from './validate-policy.ts'

/** The checks with one Region's clients; quotas are small, so each question waits for the one before. */
export const awsChecksOf = (config: Pick<AccessAnalyzerClientConfig, 'region' | 'credentials'>): AwsChecks => {
  const accessAnalyzer = new AccessAnalyzerClient(config)
  const iam = new IAMClient(config)
  return {
    validate: (document, policy) => validatePolicy(accessAnalyzer, document, policy),
    noNewAccess: (documents, policy) => checkNoNewAccess(accessAnalyzer, documents, policy),
    simulate: (documents, uses) => simulatePolicy(iam, documents, uses),
  }
}
