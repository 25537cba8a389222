import type { EscalationPath } from '#shared/catalogue/escalation-paths.ts'
import type { Role } from '#shared/facts/principal.ts'
import { accountIndexOf } from './account-index.ts'
import { scopeOf } from './effective-permissions.ts'
import { searchTargets } from './escalation-search.ts'
import type { Candidate, Finding, Search } from './escalation-search.ts'
import { trustGrantsOf } from './trust.ts'
import { restricts } from './trust-conditions.ts'
import type { RequiredValue } from './trust-conditions.ts'
import { matchesPattern } from './wildcard-pattern.ts'

const PASS_ROLE = 'iam:PassRole'

const memory = new WeakMap<EscalationPath, readonly string[]>()

/** The services that a path's prerequisites name as those that must be able to assume the role. */
export const servicesOfPath = (path: EscalationPath): readonly string[] => {
  const known = memory.get(path)
  if (known !== undefined) return known
  const services = path.prerequisites.flatMap(
    (sentence) => sentence.match(/\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com\b/gu) ?? [],
  )
  memory.set(path, services)
  return services
}

const conditionalActions = ({ required }: EscalationPath, { permissions }: Search): readonly string[] =>
  required.filter((action) => action !== PASS_ROLE && scopeOf(permissions, action).conditional)

// EC2 takes a role only through an instance profile.
const isUsable = (role: Role, service: string): boolean =>
  service !== 'ec2.amazonaws.com' || role.instanceProfiles.length > 0

/** `aws:SourceArn` of one function, trust anchor or rule: what the principal makes anew is another. */
const namesOneSource = (value: RequiredValue): boolean =>
  value.key.toLowerCase() === 'aws:sourcearn' && restricts(value) && !value.values.some((arn) => /[:/]\*$/u.test(arn))

const asksForOneSource = (role: Role, service: string): boolean =>
  trustGrantsOf(role)
    .filter(({ party }) => party.kind === 'service' && party.service.startsWith(service))
    .every(({ conditions }) => conditions.required.some(namesOneSource))

type PassedTo = Readonly<Record<'iam:PassedToService', string>>
const contexts = new Map<string, PassedTo>()

/** One object for each service, by which a principal's requests to it are known again. */
const passedTo = (service: string): PassedTo => {
  const known = contexts.get(service) ?? { 'iam:PassedToService': service }
  contexts.set(service, known)
  return known
}

/** One at a time: the first that is open ends the search. */
function* strongCandidates(services: readonly string[], search: Search): Iterable<Candidate> {
  const patterns = search.permissions.resourcesNamed(PASS_ROLE)
  const isNamed = ({ arn }: Role): boolean => patterns.some((pattern) => matchesPattern(pattern, arn))
  for (const service of services) {
    const context = passedTo(service)
    for (const role of search.strong.rolesOfService(service)) {
      if (!isNamed(role) || !isUsable(role, service) || role === search.permissions.principal) continue
      yield {
        arn: role.arn,
        steps: [{ action: PASS_ROLE, resource: role.arn, context }],
        because: `Role ${role.name}, which can change permissions, can be passed to ${service}`,
        ...(asksForOneSource(role, service) && { unless: 'the conditions of its trust policy' }),
      }
    }
  }
}

/** Can every role of the account be passed to one of these services? */
const passesAnyRole = (services: readonly string[], { permissions }: Search): 'allow' | 'conditional' | 'no' => {
  const parts = permissions.principal.arn.split(':')
  const anyRole = `${parts.slice(0, 5).join(':')}:role/*`
  const decisions = (services.length === 0 ? [undefined] : services).map((service) =>
    permissions.decide(PASS_ROLE, anyRole, service === undefined ? undefined : passedTo(service)),
  )
  if (decisions.some(({ outcome }) => outcome === 'allow')) return 'allow'
  const hangs = decisions.some((decision) => 'dependsOn' in decision && !decision.dependsOn.includes('resource'))
  return hangs ? 'conditional' : 'no'
}

const passingUnseen = (services: readonly string[], search: Search): Finding | undefined => {
  const who = services.length === 0 ? 'the service' : services.join(' or ')
  if (search.account.roles.state === 'unknown')
    return {
      kind: 'conditional',
      because: `iam:PassRole is allowed, but the evidence does not list the roles that ${who} may assume.`,
    }
  const any = passesAnyRole(services, search)
  if (any === 'no') return undefined
  const when = any === 'allow' ? '' : ' under conditions'
  return {
    kind: 'conditional',
    because: `Every role can be passed${when}, but no role that ${who} may assume can change permissions now.`,
  }
}

const passingTo = (services: readonly string[], search: Search): Finding | undefined => {
  const key = services.join()
  if (search.passed.has(key)) return search.passed.get(key)
  const found = searchTargets(strongCandidates(services, search), search) ?? passingUnseen(services, search)
  search.passed.set(key, found)
  return found
}

const passing = (path: EscalationPath, search: Search): Finding | undefined => {
  const found = passingTo(servicesOfPath(path), search)
  const conditional = conditionalActions(path, search)
  if (found?.kind !== 'open') return found
  if (conditional.length > 0)
    return {
      ...found,
      kind: 'conditional',
      because: `${found.because} ${conditional.join(', ')} only under conditions.`,
    }
  return path.id === 'cloudformation-004' || path.prerequisites.some(needsMore)
    ? {
        ...found,
        kind: 'conditional',
        because: `${found.because} Needs as well: ${path.prerequisites.find(needsMore) ?? ''}.`,
      }
    : found
}

/** A thing beside the role that must be there already: a cluster with instances, a job, a stack set. */
const needsMore = (sentence: string): boolean =>
  /^An? (?:existing |CloudFormation StackSet |ECS cluster |event source )/u.test(sentence)

/** Paths over workloads. What runs in the account does not stand in the evidence, so what needs an existing one is conditional. */
export const judgeServicePath = (path: EscalationPath, search: Search): Finding | undefined => {
  if (path.required.includes(PASS_ROLE)) return passing(path, search)
  const roles = accountIndexOf(search.account).roles.length
  return {
    kind: 'conditional',
    because: `Needs a target that the evidence does not show: ${path.prerequisites[0] ?? 'an existing one with a stronger role'}.${
      roles === 0 && search.account.roles.state === 'known' ? ' The account has no role now.' : ''
    }`,
  }
}
