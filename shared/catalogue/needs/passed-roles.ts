import { parseArn } from '#shared/facts/arn.ts'
import { isJsonObject } from '#shared/facts/json.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import type { ObservedRequest } from '#shared/facts/observed-request.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import { actionOf } from '../actions.ts'
import { topLevelOf } from '../events/call.ts'
import type { Call } from '../events/call.ts'
import type { Leaf } from '../events/parameter-leaves.ts'
import { escapeForPolicy } from '../resources/policy-text.ts'
import { passedToServiceOf } from './passed-to-service.ts'

const ROLE_ARN = /^arn:[^:]+:iam::\d{12}:role\/.+$/u
const PROFILE_ARN = /^arn:[^:]+:iam::\d{12}:instance-profile\/.+$/u

// Roles as principals, grantees, sources or subjects: named, not passed.
const NOT_PASSED =
  /principal|grantee|retiring|sourcearn|sourceidentity|trusted|assumedrole|assumerole|callerarn|requester|owner|member|condition|policy/u
const ROLE_NAME = /role|credentials|permissionarn|^arn$|iamarn/u
// Calls about roles themselves, sessions and grants take role ARNs without passing them on.
const NEVER_PASSES: ReadonlySet<string> = new Set([
  'sts',
  'iam',
  'kms',
  'ram',
  'sso',
  'organizations',
  'access-analyzer',
  'tag',
  'resource-groups',
  'cloudtrail-data',
])
const UNDOES =
  /^(?:Delete|Remove|Disassociate|Detach|Untag|Tag|Describe|Get|List|Batch(?:Get|Delete)|Deregister|Revoke|Cancel|Stop|Disable)/u

const isPolicyPart = (leaf: Leaf): boolean => leaf.path.some((part) => /policy|statement|condition|tags?$/u.test(part))

const isPassedRole = (leaf: Leaf, call: Call): boolean =>
  leaf.value.startsWith('arn:') &&
  ROLE_ARN.test(leaf.value) &&
  leaf.value.length <= 2_048 &&
  !NOT_PASSED.test(leaf.name) &&
  !isPolicyPart(leaf) &&
  (ROLE_NAME.test(leaf.name) || leaf.path.some((part) => part.includes('role'))) &&
  // A role of another account cannot be passed: such an ARN is one that the service assumes by its trust policy.
  (call.account === '*' || parseArn(leaf.value)?.account === call.account)

const passRequest = (resource: string, service: string | undefined): ObservedRequest => ({
  action: 'iam:PassRole',
  resources: [escapeForPolicy(resource)],
  context: service === undefined ? {} : { 'iam:PassedToService': service },
})

const NONE: readonly string[] = []

const profileArnsOf = (call: Call): readonly string[] => {
  const leaves = call.parameters.all
  const arns = leaves.flatMap((leaf) =>
    leaf.value.startsWith('arn:') && PROFILE_ARN.test(leaf.value) ? [leaf.value] : NONE,
  )
  const names = leaves.flatMap((leaf) => {
    const inProfile = leaf.path.at(-1) === 'iaminstanceprofile' && leaf.name === 'name'
    const isProfile =
      leaf.name === 'iaminstanceprofile' || leaf.name === 'instanceprofile' || leaf.name === 'jobflowrole'
    return (inProfile || isProfile) && !leaf.value.startsWith('arn:')
      ? [`arn:${call.partition}:iam::${call.account}:instance-profile/${leaf.value}`]
      : NONE
  })
  return arns.length + names.length === 0 ? NONE : sortedUnique([...arns, ...names])
}

const addRoleToProfile = (call: Call): readonly ObservedRequest[] =>
  call.parameters
    .valuesOf('rolename')
    .map((name) => passRequest(`arn:${call.partition}:iam::${call.account}:role/${name}`, undefined))

// A runbook's own parameter, in the map of those that its author chose (Systems Manager user guide, "Automation assume role").
const automationRole = (action: string, call: Call): readonly ObservedRequest[] => {
  if (action !== 'ssm:StartAutomationExecution') return []
  const parameters = topLevelOf(call, 'parameters')
  const role = isJsonObject(parameters) ? parameters['AutomationAssumeRole'] : undefined
  const roles: readonly JsonValue[] = Array.isArray(role) ? role : [role ?? null]
  return roles.flatMap((arn) =>
    typeof arn === 'string' && ROLE_ARN.test(arn) ? [passRequest(arn, 'ssm.amazonaws.com')] : [],
  )
}

// Two services take a role's bare name where others take its ARN.
const BY_NAME: readonly (readonly [service: string, parameters: readonly string[]])[] = [
  ['elasticmapreduce:', ['servicerole', 'autoscalingrole']],
  ['glue:', ['role']],
]

const namedRoles = (action: string, call: Call): readonly ObservedRequest[] =>
  BY_NAME.filter(([service]) => action.startsWith(service)).flatMap(([, parameters]) =>
    parameters.flatMap((name) =>
      call.parameters
        .valuesOf(name)
        .flatMap((value) =>
          value.includes(':')
            ? []
            : [
                passRequest(
                  `arn:${call.partition}:iam::${call.account}:role/${value}`,
                  passedToServiceOf(action, { name }),
                ),
              ],
        ),
    ),
  )

const passing = new Map<string, boolean>()
const canPass = (action: string): boolean => {
  const known = passing.get(action) ?? mayPass(action)
  passing.set(action, known)
  return known
}

const mayPass = (action: string): boolean => {
  const known = actionOf(action)
  const [service = '', name = ''] = action.split(':')
  return (
    known !== undefined &&
    known.accessLevel !== 'List' &&
    known.accessLevel !== 'Read' &&
    !NEVER_PASSES.has(service) &&
    !UNDOES.test(name)
  )
}

const NO_REQUESTS: readonly ObservedRequest[] = []
const TAKES_NAMES: ReadonlySet<string> = new Set(['iaminstanceprofile', 'instanceprofile', 'jobflowrole'])

/** Could a parameter be a role or an instance profile at all? Most calls end here. */
const mayName = (action: string, call: Call): boolean => {
  // A runbook's parameters are its author's words, and none of the leaves.
  if (action === 'ssm:StartAutomationExecution' || BY_NAME.some(([service]) => action.startsWith(service))) return true
  for (const { name, path, value } of call.parameters.all)
    if (value.startsWith('arn:') || TAKES_NAMES.has(name) || path.at(-1) === 'iaminstanceprofile') return true
  return false
}

/** Reads a record's request for passing an instance profile's role: its resource is the profile, because the record does not name the role. */
export const isInstanceProfilePass = (request: ObservedRequest): boolean =>
  request.action === 'iam:PassRole' && request.resources.some((resource) => resource.includes(':instance-profile/'))

/**
 * The roles that a call hands to a service. No trail records iam:PassRole itself; what it needs is in the parameters of the call.
 * An instance profile stands for the role inside it, which only the account's own data can tell (`isInstanceProfilePass`).
 */
export const passedRolesOf = (action: string, call: Call): readonly ObservedRequest[] => {
  if (action === 'iam:AddRoleToInstanceProfile') return addRoleToProfile(call)
  if (!canPass(action) || !mayName(action, call)) return NO_REQUESTS
  const roles = call.parameters.all.filter((leaf) => isPassedRole(leaf, call))
  const seen = new Map(roles.map((leaf) => [`${leaf.value}\n${passedToServiceOf(action, leaf) ?? ''}`, leaf] as const))
  const passed = [...seen.values()].map((leaf) => passRequest(leaf.value, passedToServiceOf(action, leaf)))
  return [
    ...passed,
    ...namedRoles(action, call),
    ...automationRole(action, call),
    ...profileArnsOf(call).map((arn) => passRequest(arn, 'ec2.amazonaws.com')),
  ]
}
