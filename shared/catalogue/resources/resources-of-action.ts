import { nameOfAction, serviceOfAction } from '#shared/facts/action-name.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import type { Call } from '../events/call.ts'
import { normalName } from '../events/parameter-leaves.ts'
import type { Leaves } from '../events/parameter-leaves.ts'
import { singular } from './about.ts'
import { templatesOfAction } from './action-templates.ts'
import type { TypeTemplate } from './action-templates.ts'
import { fillTemplate } from './arn-template.ts'
import type { ArnScope } from './arn-template.ts'
import { alsoRequiredTypes, COPIES, FOUND_BY_LAUNCH } from './ec2-launch.ts'
import { ec2TypeOfId, fitsEc2Arn } from './ec2-resource-ids.ts'
import { valuesOfPlaceholder } from './placeholder-values.ts'
import { escapeForPolicy } from './policy-text.ts'
import { specialResourcesOf } from './special-resources.ts'

/** How sure a type's ARNs are: seen as ARNs, filled from names, filled in part, or only the type's wildcard. */
type Certainty = 'arn' | 'filled' | 'partial' | 'wildcard'

interface Resolved {
  readonly template: TypeTemplate
  /** None where only the wildcard is known: it is written out where it counts (`arnsOf`). */
  readonly arns: readonly string[]
  readonly certainty: Certainty
}

// Names of calls whose resource did not exist yet: an id in the answer says nothing about the next call.
const MAKES_SOMETHING = /^(?:Create|Run|Allocate|Request|Register|Import|Copy|Restore|Purchase|Publish|Issue|Start)/u
// Services in which one call is authorized against every required type, also those whose ids the record cannot know.
const EVERY_REQUIRED_TYPE: ReadonlySet<string> = new Set(['ec2', 'iam', 'kms', 'rds'])
// Services in which optional types are authorized beside the required ones as soon as the call uses them.
const OPTIONAL_TYPES_TOO: ReadonlySet<string> = new Set(['ec2', 'elasticache', 'memorydb', 'rds', 'redshift', 'wafv2'])
const MOST_RESOURCES = 1_000
const FEW_TYPES = 3

const NO_ARNS: readonly string[] = []
const recordedArns = (call: Call): readonly string[] =>
  call.record.resources?.flatMap((resource) => resource.arn ?? NO_ARNS) ?? NO_ARNS

// A `*` in a recorded ARN is a character of a name, except where CloudWatch Logs ends a log group with `:*`.
const asPolicyArn = (arn: string): string =>
  arn.includes(':log-group:') && arn.endsWith(':*') ? `${escapeForPolicy(arn.slice(0, -1))}*` : escapeForPolicy(arn)

// The account whose registry, catalog or queue is meant, where a call can name another one's.
const OWNERS: ReadonlyMap<string, string> = new Map([
  ['ecr', 'registryid'],
  ['glue', 'catalogid'],
  ['sqs', 'queueownerawsaccountid'],
])
const ownerOf = (call: Call, template: TypeTemplate): string | undefined => {
  const name = OWNERS.get(template.service)
  const owner = name === undefined ? undefined : call.parameters.valuesOf(name)[0]
  return owner !== undefined && /^\d{12}$/u.test(owner) ? owner : undefined
}

const scopeOf = (call: Call, template: TypeTemplate): ArnScope => ({
  partition: call.partition,
  region: call.region,
  account: ownerOf(call, template) ?? call.account,
})

const NOTHING: ReadonlyMap<string, string> = new Map()
const NO_NAMES: readonly string[] = []

const filled = (template: TypeTemplate, call: Call): Resolved | undefined => {
  const leaves = call.parameters
  // EC2's launch has twenty types, of which a call names two or three.
  if (template.names.length > 0 && !leaves.foundIn(template.byParameter).has(template)) return undefined
  let combinations: readonly ReadonlyMap<string, string>[] = [NOTHING]
  let used: Set<string> | undefined
  let found = 0
  for (const placeholder of template.names) {
    const sent = valuesOfPlaceholder(placeholder, template.parameterNames.get(placeholder) ?? NO_NAMES, leaves, used)
    if (sent === undefined) continue
    const values = fitting(template, placeholder, sent.values)
    // A launch template that was sent by its name was used, and its ARN ends with the id that only EC2 knows.
    if (values.length === 0 && !sent.from.includes('name')) continue
    ;(used ??= new Set<string>()).add(sent.from)
    found += 1
    const [value] = values
    if (value !== undefined && values.length === 1 && combinations.length === 1) {
      combinations = [new Map(combinations[0]).set(placeholder, value)]
      continue
    }
    if (values.length === 0) continue
    combinations = combinations
      .flatMap((combination) => values.map((value) => new Map(combination).set(placeholder, value)))
      .slice(0, MOST_RESOURCES)
  }
  if (found === 0 && template.names.length > 0) return undefined
  const arns = combinations.map((values) => fillTemplate(template, scopeOf(call, template), values))
  return { template, arns, certainty: found === template.names.length ? 'filled' : 'partial' }
}

const fitting = (template: TypeTemplate, placeholder: string, values: readonly string[]): readonly string[] =>
  template.service === 'ec2' ? values.filter((value) => fitsEc2Arn(template.type, placeholder, value)) : values

const filledFromEc2Ids = (template: TypeTemplate, call: Call, leaves: Leaves): Resolved | undefined => {
  if (template.service !== 'ec2') return undefined
  const ids = leaves.byKind(ec2TypeOfId).get(template.type)
  const [placeholder] = template.names
  if (ids === undefined || placeholder?.endsWith('Id') !== true) return undefined
  const arns = sortedUnique(ids).map((id) =>
    fillTemplate(template, scopeOf(call, template), new Map([[placeholder, escapeForPolicy(id)]])),
  )
  return { template, arns, certainty: 'filled' }
}

const matching = (arns: readonly string[], template: TypeTemplate): readonly string[] =>
  arns.length === 0 ? arns : arns.filter((arn) => template.matches(arn))

const makers = new Map<string, boolean>()
/** By action, of which there are few. */
const makesSomething = (action: string): boolean => {
  const known = makers.get(action) ?? MAKES_SOMETHING.test(nameOfAction(action))
  makers.set(action, known)
  return known
}

const resolve = (template: TypeTemplate, call: Call, action: string, ofRecord: readonly string[]): Resolved => {
  const recorded = matching(ofRecord, template)
  const arns = recorded.length > 0 ? recorded : matching(call.parameters.arns, template)
  if (arns.length > 0) return { template, arns: arns.map((arn) => asPolicyArn(arn)), certainty: 'arn' }
  const own = filledFromEc2Ids(template, call, call.parameters) ?? filled(template, call)
  if (own?.certainty === 'filled') return COPIES.get(action) === template.type ? withCopy(own, call) : own
  if (action === 'ec2:RunInstances' && FOUND_BY_LAUNCH.has(template.type)) {
    const found = filledFromEc2Ids(template, call, call.response)
    if (found !== undefined) return found
  }
  if (!makesSomething(action)) {
    const answered = matching(call.response.arns, template).map((arn) => asPolicyArn(arn))
    if (answered.length > 0) return { template, arns: answered, certainty: 'arn' }
  }
  return own ?? unseenOf(template)
}

const unseen = new WeakMap<TypeTemplate, Resolved>()
const unseenOf = (template: TypeTemplate): Resolved => {
  const known = unseen.get(template)
  if (known !== undefined) return known
  const made: Resolved = { template, arns: NO_ARNS, certainty: 'wildcard' }
  unseen.set(template, made)
  return made
}

const arnsOf = (resolved: Resolved, call: Call): readonly string[] =>
  isSeen(resolved) ? resolved.arns : [anyOf(resolved.template, call)]

const anyOf = (template: TypeTemplate, call: Call): string => template.wildcardIn(scopeOf(call, template))

const withCopy = (source: Resolved, call: Call): Resolved => ({
  ...source,
  arns: [...source.arns, anyOf(source.template, call)],
})

const RANK: Readonly<Record<Certainty, number>> = { arn: 3, filled: 2, partial: 1, wildcard: 0 }

const isSeen = ({ certainty }: Resolved): boolean => certainty !== 'wildcard'

const isOf = (template: TypeTemplate, service: string): boolean => template.service === service

/** Several types none of which is required: the call used one of them, the one that the record tells most about. */
const bestOptional = (
  resolved: readonly Resolved[],
  callName: string,
  service: string,
  call: Call,
): readonly string[] => {
  const seen = resolved.filter((type) => isSeen(type) && type.template.names.length > 0)
  // EC2 authorizes an address, an instance and an interface, if the call names all three.
  const whole = seen.filter((type) => RANK[type.certainty] >= RANK.filled && isOf(type.template, service))
  if (service === 'ec2' && whole.length > 1) return whole.flatMap((type) => type.arns)
  const best = seen.toSorted(
    (a, b) => RANK[b.certainty] - RANK[a.certainty] || b.template.names.length - a.template.names.length,
  )[0]
  if (best !== undefined) return best.arns
  // `CreateTrustAnchor`, `ListGuardrails`: the call's name ends with the type that it is about. Of any other type the call used none:
  // without a lexicon SynthesizeSpeech is asked on `*`.
  const noun = singular(normalName(callName))
  const named = resolved.filter(({ template }) => noun.endsWith(singular(normalName(template.type))))
  const only = resolved.length === 1 && LISTS_ON_TYPE.has(service) ? resolved : named
  const [one] = only
  return one !== undefined && only.length === 1 ? arnsOf(one, call) : ['*']
}

// RDS asks for a list on all of the type, whose name it shortens (`pg`, `subgrp`).
const LISTS_ON_TYPE: ReadonlySet<string> = new Set(['rds'])

/** Beside the required types: what the call names of an optional one. */
const isUsedToo = (resolved: Resolved, service: string): boolean =>
  isSeen(resolved) &&
  resolved.certainty !== 'partial' &&
  (resolved.certainty === 'arn' || isOf(resolved.template, service))

const allRequired = (
  resolved: readonly Resolved[],
  service: string,
  call: Call,
  also: readonly string[],
): readonly string[] => {
  const required: Resolved[] = []
  const optional: Resolved[] = []
  const takesOptional = OPTIONAL_TYPES_TOO.has(service)
  for (const type of resolved) {
    if (type.template.required || also.includes(type.template.type)) required.push(type)
    else if (takesOptional && isUsedToo(type, service)) optional.push(type)
  }
  const named = required.filter((type) => isSeen(type) && type.template.names.length > 0)
  // A type without a name in its ARN (Glue's catalog) goes with the others; alone among several it tells nothing.
  // Of alternatives the one that was sent as an ARN is meant: a name inside it may fill a part of another's template as well.
  const isCertain = named.some(({ certainty }) => certainty === 'arn')
  const seen =
    named.length > 0 ? required.filter((type) => isSeen(type) && !(isCertain && type.certainty === 'partial')) : []
  // The reference marks alternatives as required too (bedrock:InvokeModel has twelve): those the call did not name are not its resources.
  const complete = EVERY_REQUIRED_TYPE.has(service) || required.length === 1
  // Nothing named: one of a few types it was, and any of theirs is less than `*`.
  const few = required.length <= FEW_TYPES ? required : []
  const alsoMade = required.filter((type) => seen.includes(type) || type.template.isMade)
  const counted = complete ? required : seen.length > 0 ? alsoMade : few
  const arns = [...counted, ...optional].flatMap((type) => arnsOf(type, call))
  return arns.length > 0 ? arns : ['*']
}

/** ARNs that one action of a call is authorized against, as narrow as the record allows; `*` if the action or the record allows no more. */
export const resourcesOfAction = (action: string, call: Call, callName = nameOfAction(action)): readonly string[] => {
  const types = templatesOfAction(action)
  if (types.length === 0) return ['*']
  const special = specialResourcesOf(action, call)
  if (special !== undefined) return sortedUnique(special).slice(0, MOST_RESOURCES)
  const ofRecord = recordedArns(call)
  const resolved = types.map((template) => resolve(template, call, action, ofRecord))
  const service = serviceOfAction(action)
  const arns = types.some(({ required }) => required)
    ? allRequired(resolved, service, call, alsoRequiredTypes(action, call))
    : bestOptional(resolved, callName, service, call)
  return sortedUnique(arns).slice(0, MOST_RESOURCES)
}
