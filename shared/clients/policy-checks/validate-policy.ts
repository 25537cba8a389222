import { ValidatePolicyCommand } from '@aws-sdk/client-accessanalyzer'
import type { AccessAnalyzerClient, ValidatePolicyFinding } from '@aws-sdk/client-accessanalyzer'
import type { PolicyCheck } from '#shared/facts/policy-check.ts'
import { failureOf } from '../failure.ts'

export const actions = ['access-analyzer:ValidatePolicy']

const MOST_PAGES = 10
const GRAVE: ReadonlySet<string> = new Set(['ERROR', 'SECURITY_WARNING'])

const wordsOf = ({ findingType, issueCode, findingDetails }: ValidatePolicyFinding): string =>
  `${findingType} ${issueCode}: ${findingDetails}`

/** IAM Access Analyzer's grammar and best practices: errors and security warnings fail, the rest is said. */
export const validatePolicy = async (
  client: AccessAnalyzerClient,
  policyDocument: string,
  policy: number,
): Promise<PolicyCheck> => {
  const check = { check: 'ValidatePolicy', policy } as const
  const findings: ValidatePolicyFinding[] = []
  try {
    let nextToken: string | undefined
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const more = nextToken === undefined ? {} : { nextToken }
      const answer = await client.send(
        new ValidatePolicyCommand({ policyDocument, policyType: 'IDENTITY_POLICY', ...more }),
      )
      findings.push(...(answer.findings ?? []))
      nextToken = answer.nextToken
      if (nextToken === undefined) break
    }
    if (nextToken !== undefined)
      return { ...check, result: 'not checked', says: [`It has more than ${MOST_PAGES} pages of findings.`] }
  } catch (error) {
    return { ...check, result: 'not checked', says: [failureOf(error).reason] }
  }
  const isGrave = findings.some(({ findingType }) => GRAVE.has(findingType ?? ''))
  return { ...check, result: isGrave ? 'fail' : 'pass', says: findings.map(wordsOf) }
}
