import { CheckNoNewAccessCommand } from '@aws-sdk/client-accessanalyzer'
import type { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer'
import type { PolicyCheck } from '#shared/facts/policy-check.ts'
import { failureOf } from '../failure.ts'

export const actions = ['access-analyzer:CheckNoNewAccess']

/** Whether a policy allows anything that today's do not. AWS charges for each call. */
export const checkNoNewAccess = async (
  client: AccessAnalyzerClient,
  { existing, proposed }: { readonly existing: string; readonly proposed: string },
  policy: number,
): Promise<PolicyCheck> => {
  const check = { check: 'CheckNoNewAccess', policy } as const
  try {
    const { result, message, reasons } = await client.send(
      new CheckNoNewAccessCommand({
        existingPolicyDocument: existing,
        newPolicyDocument: proposed,
        policyType: 'IDENTITY_POLICY',
      }),
    )
    const says = [message, ...(reasons ?? []).map(({ description }) => description)].filter(
      (text) => text !== undefined,
    )
    if (result === 'PASS') return { ...check, result: 'pass', says }
    if (result === 'FAIL') return { ...check, result: 'fail', says }
    return { ...check, result: 'not checked', says: ['IAM Access Analyzer gave no result.'] }
  } catch (error) {
    return { ...check, result: 'not checked', says: [failureOf(error).reason] }
  }
}
