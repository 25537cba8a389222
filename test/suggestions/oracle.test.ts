import { runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { surplusCopiesOf } from '#shared/activity/copies-of.ts'
import type { PrincipalUse, UsageProfile } from '#shared/activity/usage-profile.ts'
import type { ObservedRequest } from '#shared/facts/observed-request.ts'
import { observedUseOf } from '#shared/suggestions/observed-use.ts'
import type { ProposedPolicy } from '#shared/suggestions/policy-suggestion.ts'
import { compileProposals } from '#shared/suggestions/prove-proposal.ts'
import { isAllowed } from '#shared/suggestions/prove-replay.ts'
import { requestResolver } from '#shared/suggestions/request-resolver.ts'
import { suggest } from '#shared/suggestions/suggest.ts'
import { makeActivity } from '#bench/suggest/make-activity.ts'
import { account } from '#test/support/facts.ts'
import { observedCalls } from '#test/support/observed-calls.ts'
import { addCalls, newProfile } from '#test/support/usage.ts'

// iam-simulate (AGPL) is a second opinion that is never shipped: it replays what was suggested, request by request.

const ACCOUNT = '111122223333'
const PRINCIPAL = `arn:aws:iam::${ACCOUNT}:role/app`

/** A key's default policy: it leaves the decision to IAM. Without it the oracle refuses every request on a key. */
const KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
}

/** What IAM is asked for: the name itself, where the request holds it as a policy would write it. */
const asked = (resource: string): string => resource.replaceAll(/\$\{([*?$])\}/gu, '$1')

const simulationOf = (
  { action, context }: ObservedRequest,
  resource: string,
  policies: readonly ProposedPolicy[],
): Simulation => ({
  request: {
    principal: PRINCIPAL,
    action,
    // The principal's own account, so that no other resource policy is asked.
    resource: { resource: asked(resource), accountId: ACCOUNT },
    contextVariables: Object.fromEntries(
      Object.entries(context).map(([key, value]) => [key, key === 'aws:CalledVia' ? [value] : value]),
    ),
  },
  identityPolicies: policies.map((policy, index) => ({ name: `p${index}`, policy })),
  serviceControlPolicies: [],
  resourceControlPolicies: [],
})

/** The quick simulation fails on resource policies: requests on keys take the careful one. */
const oracleAllowsOne = async (simulation: Simulation): Promise<boolean> => {
  if (!simulation.request.action.startsWith('kms:'))
    return runUnsafeSimulation(simulation, { simulationMode: 'Strict' }) === 'Allowed'
  const answer = await runSimulation({ ...simulation, resourcePolicy: KEY_POLICY }, { simulationMode: 'Strict' })
  return answer.resultType !== 'error' && answer.overallResult === 'Allowed'
}

const oracleAllows = async (request: ObservedRequest, policies: readonly ProposedPolicy[]): Promise<boolean> => {
  for (const resource of request.resources)
    if (!(await oracleAllowsOne(simulationOf(request, resource, policies)))) return false
  return true
}

/** Beside each observed request one that was not made: in another account, without its context, with another name. */
const neighbourOf = (request: ObservedRequest, at: number): ObservedRequest => {
  const { resources, context } = request
  if (at % 3 === 0) return { ...request, resources: resources.map((one) => one.replace(/:\d{12}:/u, ':999999999999:')) }
  if (at % 3 === 1 && Object.keys(context).length > 0) return { ...request, context: {} }
  return { ...request, resources: resources.map((one) => (one === '*' ? one : `${one}-other`)) }
}

/** Statements by action: the others can neither allow nor deny a request. */
const byAction = (documents: readonly ProposedPolicy[]): ReadonlyMap<string, ProposedPolicy[]> => {
  const found = new Map<string, ProposedPolicy[]>()
  for (const document of documents)
    for (const statement of document.Statement)
      for (const action of statement.Action)
        found.set(action, [...(found.get(action) ?? []), { ...document, Statement: [statement] }])
  return found
}

const resolve = requestResolver(account())

const compare = async (use: PrincipalUse, profile: UsageProfile) => {
  const observed = observedUseOf([use], resolve, surplusCopiesOf(profile))
  const documents = suggest(observed).policies.map(({ document }) => document)
  const compiled = compileProposals(documents)
  const statements = byAction(documents)
  const disagreements: string[] = []
  let [allowed, refused] = [0, 0]
  for (const [at, { request }] of observed.permitted.entries()) {
    for (const tuple of at % 4 === 0 ? [request, neighbourOf(request, at / 4)] : [request]) {
      const ours = isAllowed(tuple, compiled)
      const theirs = await oracleAllows(tuple, statements.get(tuple.action) ?? [])
      if (ours) allowed += 1
      else refused += 1
      if (ours !== theirs || (tuple === request && !ours))
        disagreements.push(`${JSON.stringify(tuple)}: ours ${ours}, theirs ${theirs}`)
    }
  }
  return { disagreements, allowed, refused }
}

describe('the proof beside iam-simulate', () => {
  it('agrees on more than 20,000 requests and their neighbours', { timeout: 120_000 }, async () => {
    const profile = makeActivity({ from: 0, to: 41, actions: 50, resources: 500 }, 7)
    const found = await Promise.all(profile.principals.values().map((use) => compare(use, profile)))
    expect(found.flatMap(({ disagreements }) => disagreements).slice(0, 5)).toEqual([])
    expect(found.reduce((sum, { allowed }) => sum + allowed, 0)).toBeGreaterThan(20_000)
    expect(found.reduce((sum, { refused }) => sum + refused, 0)).toBeGreaterThan(2_500)
  })

  it('agrees where conditions and names that look like wildcards are asked for', { timeout: 60_000 }, async () => {
    const asked = fc.sample(observedCalls, { numRuns: 150, seed: 11 }).flatMap((made) => {
      const profile = newProfile()
      addCalls(profile, { arn: PRINCIPAL }, made)
      return profile.principals.values().map((use) => compare(use, profile))
    })
    const found = await Promise.all(asked)
    expect(found.flatMap(({ disagreements }) => disagreements).slice(0, 5)).toEqual([])
    expect(found.reduce((sum, { allowed }) => sum + allowed, 0)).toBeGreaterThan(500)
  })
})
