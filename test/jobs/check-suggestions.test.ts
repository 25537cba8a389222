import { describe, expect, it } from 'vitest'
import type { AwsChecks, PolicyCheck } from '#shared/facts/policy-check.ts'
import { checkSuggestions } from '#shared/jobs/check-suggestions.ts'
import { accountWithRoles, allow, inlinePolicy, role } from '#test/support/facts.ts'
import { suggestionFor } from '#test/support/suggestions.ts'

const account = accountWithRoles(
  role({ grants: { inlinePolicies: [inlinePolicy('own', allow('dynamodb:DescribeTable'))], attachedPolicies: [] } }),
)
const suggestion = suggestionFor([{ action: 'dynamodb:DescribeTable' }], { account })

const start = (simulated: PolicyCheck['result']) => {
  const asked: string[] = []
  const answer = (check: PolicyCheck['check'], policy: number, result: PolicyCheck['result']): Promise<PolicyCheck> =>
    Promise.resolve({ check, policy, result, says: result === 'fail' ? ['not allowed'] : [] })
  const aws: AwsChecks = {
    validate: (_, policy) => answer('ValidatePolicy', policy, 'pass'),
    noNewAccess: ({ existing }, policy) => {
      asked.push(existing)
      return answer('CheckNoNewAccess', policy, 'pass')
    },
    simulate: (documents, uses) => {
      asked.push(`${documents.length} ${JSON.stringify(uses)}`)
      return answer('SimulateCustomPolicy', 0, simulated)
    },
  }
  return { aws, asked }
}

describe('checkSuggestions', () => {
  it("adds AWS's word to the proof", async () => {
    const { aws, asked } = start('pass')
    const [checked] = await checkSuggestions(aws, [suggestion], account)
    expect(checked?.verdict).toBe(suggestion.verdict)
    expect(checked?.proof.checks?.map(({ check, result }) => `${check} ${result}`)).toEqual([
      'ValidatePolicy pass',
      'CheckNoNewAccess pass',
      'SimulateCustomPolicy pass',
    ])
    expect(asked[0]).toContain('dynamodb:DescribeTable')
    expect(asked[1]).toBe('1 [{"action":"dynamodb:DescribeTable","resources":["*"],"context":{}}]')
  })

  it('makes what AWS does not agree with one to review', async () => {
    const { aws } = start('fail')
    const [checked] = await checkSuggestions(aws, [{ ...suggestion, verdict: 'ready' }], account)
    expect(checked?.verdict).toBe('review')
    expect(checked?.reasons.at(-1)).toBe('SimulateCustomPolicy of AWS does not agree: not allowed.')
  })

  it('says whom the time did not suffice for, and does not ask', async () => {
    const { aws, asked } = start('pass')
    const over = [false, true]
    const checked = await checkSuggestions(aws, [suggestion, suggestion], account, () => over.shift() ?? true)
    const results = checked.map(({ proof }) => proof.checks?.map(({ result }) => result))
    expect(results).toEqual([['pass', 'pass', 'pass'], ['not checked']])
    expect(asked).toHaveLength(2)
  })

  it("does not compare with today's policies that are not known, and asks nothing where there is no policy", async () => {
    const { aws, asked } = start('pass')
    const [unknown] = await checkSuggestions(aws, [suggestion], accountWithRoles())
    expect(unknown?.proof.checks?.[1]).toMatchObject({ check: 'CheckNoNewAccess', result: 'not checked' })
    asked.length = 0
    const [empty] = await checkSuggestions(aws, [{ ...suggestion, policies: [] }], account)
    expect(empty?.proof.checks).toBeUndefined()
    expect(asked).toEqual([])
  })
})
