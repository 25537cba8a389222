import { nameOfAction, serviceOfAction } from '#shared/facts/action-name.ts'
import { isJsonObject } from '#shared/facts/json.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import type { ObservedRequest } from '#shared/facts/observed-request.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { accessLevelOf, actionOf, canonicalActionOf } from '../actions.ts'
import { sent, sentAny } from '../events/call.ts'
import type { Call } from '../events/call.ts'
import { leavesOf } from '../events/parameter-leaves.ts'
import { resourcesOfAction } from '../resources/resources-of-action.ts'
import { escapeForPolicy } from '../resources/policy-text.ts'

const MAKES = /^(?:Create|Run|Allocate|Request|Register|Import|Copy|Restore|Purchase|Put|Start|Publish|Launch|Upload)/u
const TAG_PARAMETERS: ReadonlySet<string> = new Set([
  'tags',
  'taglist',
  'tagset',
  'tagging',
  'resourcetags',
  'functiontags',
  'hostedzonetags',
  'filesystemtags',
  'tag',
])
const TAGGING_ACTIONS = [
  'TagResource',
  'AddTagsToResource',
  'AddTags',
  'CreateTags',
  'CreateOrUpdateTags',
  'TagQueue',
  'AddTagsToStream',
  'TagDeliveryStream',
  'TagLogGroup',
]

/** Tags go by another name where a service has one tagging action for each kind of thing. */
const OWN_TAGGING: ReadonlyMap<string, string> = new Map([
  ['iam:createrole', 'iam:TagRole'],
  ['iam:createuser', 'iam:TagUser'],
  ['iam:createpolicy', 'iam:TagPolicy'],
  ['iam:createinstanceprofile', 'iam:TagInstanceProfile'],
  ['iam:createopenidconnectprovider', 'iam:TagOpenIDConnectProvider'],
  ['iam:createsamlprovider', 'iam:TagSAMLProvider'],
  ['iam:createvirtualmfadevice', 'iam:TagMFADevice'],
  ['iam:uploadservercertificate', 'iam:TagServerCertificate'],
  ['sqs:createqueue', 'sqs:TagQueue'],
  ['route53:createhostedzone', 'route53:ChangeTagsForResource'],
  ['acm:requestcertificate', 'acm:AddTagsToCertificate'],
  ['acm:importcertificate', 'acm:AddTagsToCertificate'],
])

// S3 objects have their own actions for tags; sts:TagSession belongs to AssumeRole (below).
const NO_TAG_ON_CREATE: ReadonlySet<string> = new Set([
  's3:putobject',
  's3:createbucket',
  'ec2:createtags',
  'autoscaling:createorupdatetags',
])

const makers = new Map<string, boolean>()
/** By action, of which there are few: does its name say that it makes something? */
const makesSomething = (action: string): boolean => {
  const known = makers.get(action) ?? MAKES.test(nameOfAction(action))
  makers.set(action, known)
  return known
}

const NONE: readonly ObservedRequest[] = []

const taggingActionOf = (action: string): string | undefined => {
  const lower = action.toLowerCase()
  if (NO_TAG_ON_CREATE.has(lower)) return undefined
  const own = OWN_TAGGING.get(lower)
  if (own !== undefined) return own
  const listed = actionOf(action)?.dependentActions.find((dependent) => accessLevelOf(dependent) === 'Tagging')
  if (listed !== undefined) return canonicalActionOf(listed)
  const service = serviceOfAction(action)
  return TAGGING_ACTIONS.map((name) => canonicalActionOf(`${service}:${name}`)).find((name) => name !== undefined)
}

const specifications = (call: Call): readonly JsonValue[] => {
  const name = call.topLevel.keys().find((lower) => lower.startsWith('tagspecification'))
  const value = name === undefined ? undefined : call.topLevel.get(name)
  if (Array.isArray(value)) return value
  const items = isJsonObject(value) ? value['items'] : undefined
  return Array.isArray(items) ? items : []
}

// What EC2 calls a kind of resource in a tag specification is its name in the ARN too.
const ec2Kind = (specification: JsonValue): string | undefined => {
  const kind = isJsonObject(specification)
    ? (specification['resourceType'] ?? specification['ResourceType'])
    : undefined
  return typeof kind === 'string' ? escapeForPolicy(kind) : undefined
}

const ec2TagsOnCreate = (call: Call, action: string): readonly ObservedRequest[] => {
  const kinds = specifications(call).flatMap((specification) => ec2Kind(specification) ?? [])
  if (kinds.length === 0) return NONE
  const resources = [...new Set(kinds)].sort().map((kind) => {
    const account = kind === 'image' || kind === 'snapshot' ? '' : call.account
    return `arn:${call.partition}:ec2:${call.region}:${account}:${kind}/*`
  })
  return [{ action: 'ec2:CreateTags', resources, context: { 'ec2:CreateAction': nameOfAction(action) } }]
}

// Groups that a database or cache is put into: they are not what is made.
const ALREADY_THERE = /:(?:subgrp|subnetgroup|pg|cluster-pg|og|secgrp|parametergroup|securitygroup):/u

// The id in the answer did not exist when IAM was asked.
const unborn = (call: Call): Call => ({
  ...call,
  parameters: call.parameters,
  topLevel: call.topLevel,
  response: leavesOf(undefined),
  record: withoutResources(call.record),
})
const withoutResources = (record: TrailRecord): TrailRecord => ({ ...record, resources: [] })

/** The permission to tag that a call needs beside its own because it makes something and tags it at once. */
export const tagOnCreateOf = (action: string, call: Call): readonly ObservedRequest[] => {
  if (action.startsWith('ec2:')) return action === 'ec2:CreateTags' ? NONE : ec2TagsOnCreate(call, action)
  if (action === 'sts:AssumeRole') {
    return sent(call, 'tags', 'transitiveTagKeys')
      ? [{ action: 'sts:TagSession', resources: resourcesOfAction(action, call), context: {} }]
      : []
  }
  if (!makesSomething(action) || !sentAny(call, TAG_PARAMETERS)) return NONE
  const tagging = taggingActionOf(action)
  if (tagging === undefined || tagging === action) return NONE
  const made = resourcesOfAction(action, call).filter((resource) => !ALREADY_THERE.test(resource))
  const resources =
    made.length === 0 || made[0] === '*' ? resourcesOfAction(tagging, unborn(call), nameOfAction(action)) : made
  return [{ action: tagging, resources, context: {} }]
}
