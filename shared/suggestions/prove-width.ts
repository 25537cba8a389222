import { actionOf, canonicalActionOf } from '#shared/catalogue/actions.ts'
import type { ObservedRequest } from '#shared/facts/observed-request.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { byKey } from '#shared/facts/order.ts'
import { coversPattern, patternOf } from '#shared/permissions/wildcard-pattern.ts'
import type { GeneralisationStep, PolicyStatement, ProposedPolicy, Wider } from './policy-suggestion.ts'
import { withStandIns } from './policy-text.ts'
import type { Replay } from './prove-replay.ts'

interface Observed {
  readonly resources: Set<string>
  /** `resource key value`, and `key value` for the action as a whole. */
  readonly values: Set<string>
  readonly contexts: ObservedRequest['context'][]
}

const observedByAction = ({ permitted, forms }: Replay): ReadonlyMap<string, Observed> => {
  const actions = new Map<string, Observed>()
  const add = ({ action, resources, context }: ObservedRequest): void => {
    const known = actions.get(action) ?? { resources: new Set<string>(), values: new Set<string>(), contexts: [] }
    for (const resource of resources) known.resources.add(resource)
    for (const [key, value] of Object.entries(context)) {
      known.values.add(`${key} ${value}`)
      for (const resource of resources) known.values.add(`${resource} ${key} ${value}`)
    }
    known.contexts.push(context)
    actions.set(action, known)
  }
  for (const request of permitted.values()) add(request)
  for (const [action, resource] of forms) add({ action, resources: [resource], context: {} })
  return actions
}

// Said here again, so that the proof does not take the suggestion's word for it.
const WORD_FOR_WORD = /^(?:iam|kms|organizations|secretsmanager|sso|sts):/u

/** Partition, service, Region, account and what stands before the first separator of the name: the type, or the bucket. */
const placeOf = (resource: string): string | undefined => {
  const arn = parseArn(resource)
  if (arn === undefined) return undefined
  const type = /^[^/:]*[/:]/u.exec(arn.resource)?.[0] ?? ''
  return [arn.partition, arn.service, arn.region, arn.account, type].join(' ')
}

const isSound = ({ action, resource }: GeneralisationStep, observed: Observed): boolean => {
  const known = actionOf(action)
  if (known === undefined || known.accessLevel === 'Permissions management' || WORD_FOR_WORD.test(action)) return false
  const place = placeOf(resource)
  if (place === undefined || place.includes('*')) return false
  const wide = patternOf(withStandIns(resource))
  return [...observed.resources].some(
    (one) => placeOf(one) === place && coversPattern(wide, patternOf(withStandIns(one))),
  )
}

const hasWildcard = (resource: string): boolean => /[*?]/u.test(withStandIns(resource))

const fromRecord = (action: string, resource: string): Omit<Wider, 'named'> | undefined => {
  if (!/[*?]/u.test(resource) || !hasWildcard(resource) || actionOf(action)?.resourceTypes.length === 0)
    return undefined
  const because =
    resource === '*'
      ? 'the record does not tell the resource'
      : 'the record does not tell this part: it did not exist before the call, or was not sent'
  return { action, resource, because }
}

const resourceWidth = (
  action: string,
  resource: string,
  observed: Observed | undefined,
  steps: ReadonlyMap<string, GeneralisationStep>,
): Wider | undefined => {
  if (observed === undefined) return { action, resource, because: 'the action was not observed', named: false }
  if (observed.resources.has(resource)) {
    const wide = fromRecord(action, resource)
    return wide && { ...wide, named: true }
  }
  const step = steps.get(`${action} ${resource}`)
  if (step === undefined || !isSound(step, observed))
    return { action, resource, because: 'no named step leads from what was observed to this', named: false }
  return { action, resource, because: `${step.because} (${step.observed} observed)`, named: true }
}

/** Keys that are left out on purpose; leaving out any other that all requests carried has no excuse. */
const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ['aws:CalledVia', 'the service that called sets no such key'],
  ['s3:prefix', 'the lists did not all ask for one prefix'],
])

const contextWidth = (statement: PolicyStatement, action: string, observed: Observed | undefined): readonly Wider[] => {
  const [first, ...more] = observed?.contexts ?? []
  if (first === undefined) return []
  const kept = Object.values(statement.Condition ?? {}).flatMap((keys) => Object.keys(keys))
  const always = Object.keys(first).filter((key) => more.every((context) => Object.hasOwn(context, key)))
  return always
    .filter((key) => !kept.includes(key))
    .map((key) => ({
      action,
      resource: statement.Resource.join(', '),
      because: `every call had ${key}, and the policy does not ask for it: ${LEFT_OUT.get(key) ?? 'its value cannot stand in a policy'}`,
      named: LEFT_OUT.has(key) || Object.values(first).some((value) => /[^\t\n\r\u0020-\u00FF]|\$\{/u.test(value)),
    }))
}

/** Each value that a condition lets through was seen with each of the statement's resources. */
const valueWidth = (statement: PolicyStatement, action: string, observed: Observed | undefined): readonly Wider[] =>
  Object.values(statement.Condition ?? {})
    .flatMap((keys) => Object.entries(keys))
    .flatMap(([key, values]) =>
      values.flatMap((value) =>
        statement.Resource.filter((resource) => {
          const name = observed?.resources.has(resource) === true ? `${resource} ${key} ${value}` : `${key} ${value}`
          return observed?.values.has(name) !== true
        }).map((resource) => ({
          action,
          resource,
          because: `${key} was never ${value} on it`,
          named: false,
        })),
      ),
    )

const actionWidth = (
  statement: PolicyStatement,
  action: string,
  observed: Observed | undefined,
  steps: ReadonlyMap<string, GeneralisationStep>,
): readonly Wider[] =>
  canonicalActionOf(action) === action
    ? [
        ...statement.Resource.flatMap((resource) => resourceWidth(action, resource, observed, steps) ?? []),
        ...contextWidth(statement, action, observed),
        ...valueWidth(statement, action, observed),
      ]
    : [{ action, resource: statement.Resource.join(', '), because: 'there is no such action', named: false }]

/** Everything that the policies allow beyond the observed requests, each with the step that led to it. */
export const widerThanObserved = (
  policies: readonly ProposedPolicy[],
  replay: Replay,
  steps: readonly GeneralisationStep[],
): readonly Wider[] => {
  const observed = observedByAction(replay)
  const named = new Map(steps.map((step) => [`${step.action} ${step.resource}`, step]))
  return policies
    .flatMap(({ Statement }) => Statement)
    .flatMap((statement) =>
      statement.Action.flatMap((action) => actionWidth(statement, action, observed.get(action), named)),
    )
    .sort(byKey(({ action, resource, because }) => JSON.stringify([action, resource, because])))
}
