import { SimulateCustomPolicyCommand } from '@aws-sdk/client-iam'
import type { EvaluationResult, IAMClient } from '@aws-sdk/client-iam'
import type { PolicyCheck, SimulatedUse } from '#shared/facts/policy-check.ts'
import { failureOf } from '../failure.ts'

export const actions = ['iam:SimulateCustomPolicy']

// IAM answers about fifteen calls a second, and a principal with hundreds of actions is one among many.
const MOST_USES = 60
const MOST_RESOURCES = 40

const refusedIn = ({ EvalActionName, EvalDecision, EvalResourceName, ResourceSpecificResults }: EvaluationResult) => {
  const single = [{ EvalResourceName, EvalResourceDecision: EvalDecision }]
  const results = (ResourceSpecificResults ?? []).length > 0 ? (ResourceSpecificResults ?? []) : single
  return results
    .filter((result) => result.EvalResourceDecision !== 'allowed')
    .map((result) => `${EvalActionName} on ${result.EvalResourceName}: ${result.EvalResourceDecision ?? 'no decision'}`)
}

const ask = async (client: IAMClient, documents: readonly string[], use: SimulatedUse): Promise<readonly string[]> => {
  const { EvaluationResults = [] } = await client.send(
    new SimulateCustomPolicyCommand({
      PolicyInputList: [...documents],
      ActionNames: [use.action],
      ResourceArns: use.resources.slice(0, MOST_RESOURCES),
      ContextEntries: Object.entries(use.context).map(([ContextKeyName, values]) => ({
        ContextKeyName,
        ContextKeyType: values.length > 1 ? 'stringList' : 'string',
        ContextKeyValues: [...values],
      })),
    }),
  )
  if (EvaluationResults.length === 0) return [`${use.action}: the simulator gave no result`]
  return EvaluationResults.flatMap(refusedIn)
}

/** What was used, asked of IAM's own simulator with the policies together. */
export const simulatePolicy = async (
  client: IAMClient,
  documents: readonly string[],
  uses: readonly SimulatedUse[],
): Promise<PolicyCheck> => {
  const check = { check: 'SimulateCustomPolicy', policy: 0 } as const
  const refused: string[] = []
  try {
    for (const use of uses.slice(0, MOST_USES)) refused.push(...(await ask(client, documents, use)))
  } catch (error) {
    return { ...check, result: 'not checked', says: [failureOf(error).reason, ...refused] }
  }
  if (refused.length > 0) return { ...check, result: 'fail', says: refused }
  const left = uses.length - MOST_USES
  return left > 0
    ? {
        ...check,
        result: 'not checked',
        says: [`The first ${MOST_USES} actions are allowed; ${left} more were not asked.`],
      }
    : { ...check, result: 'pass', says: [] }
}
