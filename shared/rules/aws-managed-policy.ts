import { parseArn } from '#shared/facts/arn.ts'

/**
 * The name of a policy that AWS manages, decided by the ARN's account part: a customer's policy of the same name is not meant.
 * AWS's own may stand under a path (`policy/job-function/Billing`).
 */
export const awsManagedPolicyName = (policyArn: string): string | undefined => {
  // Most are a customer's: these need not be taken apart.
  if (!policyArn.includes(':aws:policy/')) return undefined
  const arn = parseArn(policyArn)
  if (arn?.service !== 'iam' || arn.account !== 'aws' || !arn.resource.startsWith('policy/')) return undefined
  return arn.resource.slice(arn.resource.lastIndexOf('/') + 1)
}
