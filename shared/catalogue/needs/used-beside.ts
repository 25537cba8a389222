import type { ObservedRequest } from '#shared/facts/observed-request.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import { sent } from '../events/call.ts'
import type { Call } from '../events/call.ts'
import { escapeForPolicy } from '../resources/policy-text.ts'
import { resourcesOfAction } from '../resources/resources-of-action.ts'
import { namedArn } from '../resources/special.ts'

type Needs = (call: Call) => readonly ObservedRequest[]

const NONE: readonly ObservedRequest[] = []

const on = (action: string, resources: readonly string[]): readonly ObservedRequest[] =>
  resources.length === 0 ? NONE : [{ action, resources: sortedUnique(resources), context: {} }]

const arnsOf = (call: Call, part: string): readonly string[] =>
  call.parameters.arns.filter((arn) => arn.includes(part)).map((arn) => escapeForPolicy(arn))

// Lambda fetches code and layers with the caller's rights (AWS Lambda developer guide, "Deploying .zip packages", "Layer permissions").
const layers: Needs = (call) => on('lambda:GetLayerVersion', arnsOf(call, ':layer:'))
const code: Needs = (call) => {
  const [bucket] = call.parameters.valuesOf('s3bucket')
  const [key] = call.parameters.valuesOf('s3key')
  if (bucket === undefined || key === undefined) return NONE
  const version = call.parameters.valuesOf('s3objectversion').length > 0
  return on(version ? 's3:GetObjectVersion' : 's3:GetObject', [
    `arn:${call.partition}:s3:::${escapeForPolicy(bucket)}/${escapeForPolicy(key)}`,
  ])
}

const dataSources: Needs = (call) => on('quicksight:PassDataSource', arnsOf(call, ':datasource/'))
const dataSets: Needs = (call) => on('quicksight:PassDataSet', arnsOf(call, ':dataset/'))

const sourceIdentity: Needs = (call) =>
  sent(call, 'sourceIdentity') ? on('sts:SetSourceIdentity', resourcesOfAction('sts:AssumeRole', call)) : NONE
const providedContext: Needs = (call) =>
  sent(call, 'providedContexts') ? on('sts:SetContext', resourcesOfAction('sts:AssumeRole', call)) : NONE

// A batch reads each secret, which it names, or lists them by filters (AWS Secrets Manager API reference, BatchGetSecretValue).
const secrets: Needs = (call) => {
  const ids = call.parameters.valuesOf('secretidlist')
  if (ids.length === 0) return sent(call, 'filters') ? on('secretsmanager:ListSecrets', ['*']) : NONE
  return on(
    'secretsmanager:GetSecretValue',
    ids.map((id) => secretArn(call, id)),
  )
}
const secretArn = (call: Call, id: string): string => {
  const arn = namedArn(call, 'secretsmanager', 'secret:', id)
  return id.startsWith('arn:') && /-[A-Za-z0-9]{6}$/u.test(id) ? arn : `${arn}-??????`
}

// A launch template or an AMI by its parameter, "resolve:ssm:NAME", is read with the caller's rights (EC2 user guide, "Use a Systems Manager parameter").
const imageByParameter: Needs = (call) => {
  const names = call.parameters.all.flatMap(({ name, value }) => {
    const found = name === 'imageid' ? /^resolve:ssm:\/?([^:]+)/u.exec(value)?.[1] : undefined
    return found === undefined
      ? []
      : [`arn:${call.partition}:ssm:${call.region}:${call.account}:parameter/${escapeForPolicy(found)}`]
  })
  return on('ssm:GetParameters', names)
}

const TABLE: ReadonlyMap<string, readonly Needs[]> = new Map([
  ['ec2:RunInstances', [imageByParameter]],
  ['lambda:CreateFunction', [layers, code]],
  ['lambda:PublishLayerVersion', [code]],
  ['lambda:UpdateFunctionCode', [code]],
  ['lambda:UpdateFunctionConfiguration', [layers]],
  ['quicksight:CreateAnalysis', [dataSets]],
  ['quicksight:CreateDashboard', [dataSets]],
  ['quicksight:CreateDataSet', [dataSources]],
  ['quicksight:CreateTemplate', [dataSets]],
  ['quicksight:UpdateAnalysis', [dataSets]],
  ['quicksight:UpdateDashboard', [dataSets]],
  ['quicksight:UpdateDataSet', [dataSources]],
  ['secretsmanager:BatchGetSecretValue', [secrets]],
  ['sts:AssumeRole', [sourceIdentity, providedContext]],
])

/** True if the parameters of a call may ask for more than its action. */
export const mayUseBeside = (action: string): boolean => TABLE.has(action)

/** What a call uses beside what it is about, with a permission of its own and no event of its own. */
export const usedBesideOf = (action: string, call: Call): readonly ObservedRequest[] =>
  TABLE.get(action)?.flatMap((needs) => needs(call)) ?? NONE
