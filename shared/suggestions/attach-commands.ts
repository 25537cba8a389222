import { parseArn } from '#shared/facts/arn.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import type { Grants, Group } from '#shared/facts/principal.ts'
import type { Target } from './target.ts'

export interface AttachCommands {
  readonly attach: readonly string[]
  readonly rollBack: readonly string[]
}

const SAFE = /^[A-Za-z0-9_@%+=:,./-]+$/u

const quoted = (word: string): string =>
  SAFE.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`

const aws = (...words: readonly string[]): string =>
  ['aws', 'iam', ...words.map((word) => (word.startsWith('--') ? word : quoted(word)))].join(' ')

// A value that begins with a dash has to be joined to its option, or the AWS CLI takes it for one.
const option = (name: string, value: string): readonly string[] =>
  value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value]

/** Policy names take `\w+=,.@-`, as those of principals do; at most 128 characters. */
export const policyNameOf = (principal: string, index: number): string =>
  `credaudit-${principal
    .slice(principal.lastIndexOf('/') + 1)
    .replaceAll(/[^\w+=,.@-]/gu, '-')
    .slice(0, 100)}-${index + 1}`

/** A user and a role may have one name: their policies do not share a file. */
export const policyFileName = (principal: string, index: number): string =>
  `${parseArn(principal)?.resource.split('/', 1)[0] ?? 'principal'}-${policyNameOf(principal, index)}.json`

type Owner = 'user' | 'role' | 'group'

const ownerOf = ({ kind, arn }: Target): Owner => {
  if (kind === 'user' || kind === 'role' || kind === 'group') return kind
  return parseArn(arn)?.resource.startsWith('user/') === true ? 'user' : 'role'
}

const policyArn = ({ arn }: Target, name: string): string => {
  const parsed = parseArn(arn)
  return `arn:${parsed?.partition}:iam::${parsed?.account}:policy/${name}`
}

const denies = (document: PolicyDocument): boolean =>
  document.state === 'unreadable' || document.statements.some(({ effect }) => effect === 'Deny')

const grantsOf = ({ entity }: Target): Grants | undefined =>
  entity === undefined ? undefined : entity.kind === 'user' ? knownOr(entity.grants, undefined) : entity.grants

export interface TodaysPolicies {
  /** Of a managed policy; undefined where the evidence does not have it. */
  readonly documentOf: (policyArn: string) => PolicyDocument | undefined
  readonly groupOf: (name: string) => Group | undefined
}

/** True for grants that deny something, or of which a part was not read. */
const mayDeny = (grants: Grants, { documentOf }: TodaysPolicies): boolean =>
  grants.inlinePolicies.some(({ document }) => denies(document)) ||
  grants.attachedPolicies.some(({ arn }) => {
    const document = documentOf(arn)
    return document === undefined || denies(document)
  })

/** Policies with a Deny stay, because the suggestion has none; so do those that were not read. */
export const keptPoliciesOf = (target: Target, today: TodaysPolicies): readonly string[] => {
  const grants = grantsOf(target)
  const groups = target.entity?.kind === 'user' ? knownOr(target.entity.groupNames, []) : []
  return [
    ...(grants?.attachedPolicies ?? []).flatMap(({ arn }) => {
      const document = today.documentOf(arn)
      return document === undefined || denies(document) ? [arn] : []
    }),
    ...(grants?.inlinePolicies ?? []).flatMap(({ name, document }) =>
      denies(document) ? [`inline policy ${name}`] : [],
    ),
    ...groups.flatMap((name) => {
      const group = today.groupOf(name)
      return group === undefined || mayDeny(group.grants, today) ? [`group ${name}`] : []
    }),
  ]
}

export const attachCommandsOf = (target: Target, policies: number, today: TodaysPolicies): AttachCommands => {
  if (policies === 0 || target.kind === 'permission-set-role') return { attach: [], rollBack: [] }
  const owner = ownerOf(target)
  const who = option(`${owner}-name`, target.name)
  const names = Array.from({ length: policies }, (_, index) => policyNameOf(target.arn, index))
  const grants = grantsOf(target)
  const attached = (grants?.attachedPolicies ?? []).filter(({ arn }) => {
    const document = today.documentOf(arn)
    return document !== undefined && !denies(document)
  })
  const inline = (grants?.inlinePolicies ?? []).filter(({ document }) => !denies(document))
  const groups = (target.entity?.kind === 'user' ? knownOr(target.entity.groupNames, []) : []).filter((name) => {
    const group = today.groupOf(name)
    return group !== undefined && !mayDeny(group.grants, today)
  })
  const arns = names.map((name) => policyArn(target, name))
  return {
    attach: [
      ...names.map((name, index) =>
        aws(
          'create-policy',
          ...option('policy-name', name),
          ...option('policy-document', `file://${policyFileName(target.arn, index)}`),
        ),
      ),
      ...arns.map((arn) => aws(`attach-${owner}-policy`, ...who, ...option('policy-arn', arn))),
      ...attached.map(({ arn }) => aws(`detach-${owner}-policy`, ...who, ...option('policy-arn', arn))),
      ...inline.map(({ name }) => aws(`delete-${owner}-policy`, ...who, ...option('policy-name', name))),
      ...groups.map((group) => aws('remove-user-from-group', ...who, ...option('group-name', group))),
    ],
    rollBack: [
      ...groups.map((group) => aws('add-user-to-group', ...who, ...option('group-name', group))),
      ...inline.map(({ name, document }) =>
        aws(`put-${owner}-policy`, ...who, ...option('policy-name', name), ...option('policy-document', document.text)),
      ),
      ...attached.map(({ arn }) => aws(`attach-${owner}-policy`, ...who, ...option('policy-arn', arn))),
      ...arns.map((arn) => aws(`detach-${owner}-policy`, ...who, ...option('policy-arn', arn))),
      ...arns.map((arn) => aws('delete-policy', ...option('policy-arn', arn))),
    ],
  }
}
