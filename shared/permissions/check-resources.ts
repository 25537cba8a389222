import { serviceOfAction } from '#shared/facts/action-name.ts'
import { actionOf, resourceTypesOf } from '#shared/catalogue/actions.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import type { Statement } from '#shared/facts/policy.ts'
import { actionsIn, actionsMatching } from './action-set.ts'
import { fitOf, namedResource } from './resource-type-pattern.ts'
import type { Fit, NamedResource } from './resource-type-pattern.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt, shown } from './statement-check.ts'
import type { StatementCheck } from './statement-check.ts'
import { overlapsPattern, patternOf } from './wildcard-pattern.ts'

const ARN = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+$/su

const checkArn = (statement: Statement, text: string, element: string): readonly PolicyIssue[] => {
  // A wildcard that ends the ARN early stands for the parts that are not written.
  if (/^\*+$/u.test(text) || ARN.test(text) || /^arn:.*\*$/su.test(text) || text.startsWith('*'))
    return checkParts(statement, text, element)
  const message = `"${shown(text)}" is no ARN: it must be "*" or begin with arn:partition:service:region:account:resource.`
  return [issueAt(statement, ['malformed-resource', 'error'], element, [message])]
}

// No ARN holds it.
const VARIABLE = '\u0000'

const checkParts = (statement: Statement, text: string, element: string): readonly PolicyIssue[] => {
  const plain = text.includes('${') ? text.replaceAll(/\$\{[^}]*\}/gu, VARIABLE) : text
  const [prefix, partition = '', service = '', region = '', account = ''] = plain.split(':', 5)
  if (prefix !== 'arn') return []
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-intro
  if ([partition, service, region, account].some((part) => part.includes(VARIABLE))) {
    const message = `In "${shown(text)}" a policy variable stands before the fifth colon, where IAM fills none in.`
    return [issueAt(statement, ['malformed-resource', 'error'], element, [message])]
  }
  const wrong: string[] = []
  if (!/^(?:aws(?:-[a-z-]+)?|.*[*?].*)$/u.test(partition)) wrong.push(`partition "${shown(partition)}" does not exist`)
  if (!/^(?:\d{12}|aws|aws-marketplace|cloudfront|.*[*?].*|)$/u.test(account))
    wrong.push(`account "${shown(account)}" is not twelve digits`)
  // A zone is no Region: us-east-1a.
  if (!/^(?:[a-z]{2,5}(?:-[a-z]+)+-\d{1,2}|aws-global|.*[*?].*|)$/u.test(region))
    wrong.push(`Region "${shown(region)}" does not exist`)
  if (service === '') wrong.push('the service is missing')
  return wrong.map((what) =>
    issueAt(statement, ['malformed-resource', 'error'], element, [`In "${shown(text)}" ${what}.`]),
  )
}

const GROUP = /^arn:[^:]*:iam:[^:]*:[^:]*:group\//u

const isPattern = (action: string): boolean => /[*?]/u.test(action)

const takesNone = (statement: Statement, action: string, element: string): PolicyIssue =>
  issueAt(statement, ['action-needs-all-resources', 'warning'], element, [
    isPattern(action)
      ? `No action of "${shown(action)}" takes a resource: with these ARNs this ${statement.effect} does nothing for them.`
      : `${action} takes no resource: with these ARNs this ${statement.effect} does nothing for it.`,
    'Write Resource "*" in a statement of its own.',
  ])

const onGroup = (statement: Statement, action: string, element: string): PolicyIssue =>
  issueAt(statement, ['group-resource-does-nothing', 'warning'], element, [
    `${shown(action)} does not act on a group: this ${statement.effect} does not reach the group's members.`,
    'Name the users, or attach the policy to the group.',
  ])

const neverMatches = (statement: Statement, action: string, element: string): PolicyIssue => {
  const resources = statement.resources ?? []
  const named = resources.length === 1 ? `"${shown(resources[0] ?? '')}"` : 'the resources of this statement'
  return issueAt(statement, ['action-never-matches-resource', 'warning'], element, [
    `${shown(action)} can never match ${named}.`,
    exampleOf(action),
  ])
}

const describe = (statement: Statement, action: string, fit: Exclude<Fit, 'fits'>, element: string): PolicyIssue => {
  if (fit === 'takes-no-resource') return takesNone(statement, action, element)
  return statement.resources?.every((resource) => GROUP.test(resource)) === true
    ? onGroup(statement, action, element)
    : neverMatches(statement, action, element)
}

const exampleOf = (pattern: string): string | undefined => {
  const action = actionsIn(actionsMatching(pattern)).find((name) => (actionOf(name)?.resourceTypes.length ?? 0) > 0)
  if (action === undefined) return undefined
  const names = new Set(actionOf(action)?.resourceTypes.map(({ name }) => name))
  const arns = resourceTypesOf(serviceOfAction(action)).filter(({ name }) => names.has(name))
  // The shortest form is the plain one; the others are access points and the like.
  const arn = arns.map((type) => type.arn).sort((a, b) => a.length - b.length || byCodeUnit(a, b))[0]
  return arn === undefined ? undefined : `It acts on ${arn}.`
}

const checkAction = (
  statement: Statement,
  action: string,
  element: string,
  resources: readonly NamedResource[],
): readonly PolicyIssue[] => {
  const fit = fitOf(action, resources)
  return fit === 'fits' ? [] : [describe(statement, action, fit, element)]
}

/** Well-formed ARNs, and actions that can act on them. */
export const checkResources: StatementCheck = (statement, kind) => {
  if (kind === 'trust-policy') return []
  const name = statement.resources === undefined ? 'NotResource' : 'Resource'
  const listed = statement.resources ?? statement.notResources ?? []
  const arns = listed.flatMap((text, index) => checkArn(statement, text, `${name}[${index}]`))
  if (
    statement.resources === undefined ||
    arns.length > 0 ||
    listed.some((text) => overlapsPattern(patternOf(text), ANY_ACTION_TEXT))
  )
    return arns
  const resources = listed.map(namedResource)
  return [
    ...arns,
    ...(statement.actions ?? []).flatMap((action, index) =>
      checkAction(statement, action, `Action[${index}]`, resources),
    ),
  ]
}

// What a request without a resource is asked for: a Resource that matches it also speaks of actions that take none.
const ANY_ACTION_TEXT = { kind: 'exact', encoded: '*', literal: '*' } as const

export const checkNotResource: StatementCheck = (statement) => {
  if (statement.notResources === undefined) return []
  if (statement.notResources.some((text) => /^\*+$/u.test(text)))
    return [
      issueAt(statement, ['not-resource-leaves-nothing', 'error'], 'NotResource', [
        `NotResource "*" leaves no resource: this ${statement.effect} does nothing.`,
      ]),
    ]
  if (statement.effect !== 'Allow') return []
  const message = 'NotResource with Allow gives every other resource, also those that are made later.'
  return [
    issueAt(statement, ['not-resource-with-allow', 'warning'], 'NotResource', [
      message,
      'List what is needed under Resource.',
    ]),
  ]
}
