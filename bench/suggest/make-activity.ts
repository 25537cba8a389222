import { actionOf, actionsOfService, resourceTypesOf } from '#shared/catalogue/actions.ts'
import { catalogueVersion } from '#shared/catalogue/actions.ts'
import { requestKeyOf } from '#shared/activity/request-key.ts'
import { addSighting, newSighting } from '#shared/activity/sightings.ts'
import {
  actionKey,
  type ActionUse,
  newActionUse,
  newPrincipalUse,
  newUsageProfile,
  principalKey,
  type UsageProfile,
} from '#shared/activity/usage-profile.ts'
import { type EvidenceFile, parseAccount } from '#shared/evidence/parse-account.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { type Chance, chanceFrom } from '#bench/audit/chance.ts'

export interface Size {
  /** Numbers of the first principal and of the one after the last. */
  readonly from: number
  readonly to: number
  readonly actions: number
  readonly resources: number
}

const ACCOUNT = '111122223333'
const REGION = 'eu-central-1'
const FIRST = Date.parse('2026-08-22T00:00:00Z')
const DAY = 86_400_000
const DAYS = 91
const SERVICES = ['dynamodb', 's3', 'sqs', 'sns', 'lambda', 'ec2', 'kms', 'secretsmanager', 'ssm', 'logs', 'ecs', 'iam']

interface Candidate {
  readonly action: string
  readonly template: string
}

const candidates = (): readonly Candidate[] =>
  SERVICES.flatMap((service) => {
    const types = new Map(resourceTypesOf(service).map(({ name, arn }) => [name, arn]))
    return actionsOfService(service).flatMap((action) => {
      const template = types.get(actionOf(action)?.resourceTypes[0]?.name ?? '')
      return template === undefined ? [] : [{ action, template }]
    })
  })

const WORDS = [
  'orders',
  'invoices',
  'tracking',
  'billing',
  'search',
  'reports',
  'archive',
  'staging',
  'partner',
  'events',
]

const nameOf = (chance: Chance): string =>
  chance.percent(40)
    ? `${chance.of(WORDS)}/2026-${String(1 + chance.below(12)).padStart(2, '0')}-${String(1 + chance.below(28)).padStart(2, '0')}/${chance.id('', 12)}`
    : `${chance.of(WORDS)}-${chance.of(WORDS)}-${chance.below(1000)}`

const resourceOf = (template: string, chance: Chance): string =>
  template
    .replaceAll('${Partition}', 'aws')
    .replaceAll('${Region}', REGION)
    .replaceAll('${Account}', ACCOUNT)
    .replaceAll(/\$\{[^}]*\}/gu, () => nameOf(chance))

const arnOf = (index: number): string => `arn:aws:iam::${ACCOUNT}:role/app-${index}`
const idOf = (index: number): string => `AROA${String(index).padStart(17, '0')}`

const fill = (use: ActionUse, { action, template }: Candidate, resources: number, chance: Chance): void => {
  for (let made = 0; made < resources; made += 1) {
    const at = FIRST + chance.below(DAYS) * DAY
    const seen = { count: 1 + chance.below(20), first: at, last: at }
    const request = { action, resources: [resourceOf(template, chance)], context: {} }
    use.requests.add(requestKeyOf(request), seen)
    addSighting(use.seen, seen)
    use.ok += seen.count
    use.days.add(String(at / DAY), newSighting())
  }
  use.iamActions.add(action)
  use.mappedBy.add('name')
}

/** What a log of so many principals would fold to; the resources are spread evenly over the actions. */
export const makeActivity = ({ from, to, actions, resources }: Size, seed: number): UsageProfile => {
  const chance = chanceFrom(seed + from)
  const all = candidates()
  const profile = newUsageProfile(catalogueVersion())
  addSighting(profile.window, { count: 1, first: FIRST, last: FIRST + (DAYS - 1) * DAY })
  profile.filesRead = DAYS
  for (let day = 0; day < DAYS; day += 1)
    for (const kind of ['management read', 'management write', 'data s3.amazonaws.com'])
      profile.coverage.add(JSON.stringify([ACCOUNT, REGION, FIRST / DAY + day, kind]), newSighting())
  for (let index = from; index < to; index += 1) {
    const principal = { type: 'AssumedRole', arn: arnOf(index), account: ACCOUNT, id: '', pathUnknown: false }
    const use = newPrincipalUse(principal)
    use.ids.values.add(idOf(index), newSighting())
    profile.principals.obtain(principalKey(principal), () => use)
    for (let made = 0; made < actions; made += 1) {
      const candidate = chance.of(all)
      const [service = '', eventName = ''] = candidate.action.split(':')
      const key = {
        eventSource: `${service}.amazonaws.com`,
        eventName: `${eventName}${made}`,
        invokedBy: '',
        privilegedTask: false,
      }
      const action = use.actions.obtain(actionKey(key), () => newActionUse(key))
      if (action) fill(action, candidate, resources / actions, chance)
    }
  }
  profile.recordsRead = (to - from) * resources
  return profile
}

const ownPolicy = (index: number) => ({
  PolicyName: 'app',
  PolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: SERVICES.slice(0, 11).map((service) => `${service}:*`), Resource: '*' },
      { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: `arn:aws:s3:::app-${index}` },
    ],
  },
})

/** The account of these principals, read as evidence is read. */
export const makeAccountOf = (principals: number): AccountFacts => {
  const RoleDetailList = Array.from({ length: principals }, (_, index) => ({
    Path: '/',
    RoleName: `app-${index}`,
    RoleId: idOf(index),
    Arn: arnOf(index),
    CreateDate: '2024-01-01T00:00:00Z',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    InstanceProfileList: [],
    RolePolicyList: [ownPolicy(index)],
    AttachedManagedPolicies: [],
    Tags: [],
  }))
  const details = { UserDetailList: [], GroupDetailList: [], RoleDetailList, Policies: [], IsTruncated: false }
  const file: EvidenceFile = {
    name: 'account-authorization-details.json',
    bytes: new TextEncoder().encode(JSON.stringify(details)),
  }
  return parseAccount([file], { now: new Date(FIRST + DAYS * DAY) })
}
