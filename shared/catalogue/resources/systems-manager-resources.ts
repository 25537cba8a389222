import { sortedUnique } from '#shared/facts/order.ts'
import { textParameterOf, topLevelOf } from '../events/call.ts'
import type { Call } from '../events/call.ts'
import { escapeForPolicy } from './policy-text.ts'
import { arnOf } from './special.ts'
import type { Special } from './special.ts'

// AWS's own documents have no account in their ARN.
const isOfAws = (document: string): boolean => /^(?:AWS|Amazon[A-Za-z]*)-/u.test(document)

const documentArn = (call: Call, document: string, kind = 'document', behind = ''): string => {
  if (document.startsWith('arn:')) return escapeForPolicy(document)
  const owner = isOfAws(document) ? '' : call.account
  return `${arnOf(call, 'ssm', `${kind}/${escapeForPolicy(document)}`, owner)}${behind}`
}

/** The document of a call that is about nothing else. */
export const ssmDocument: Special = (call) => {
  const name = textParameterOf(call, 'name', 'documentName')
  return name === undefined ? undefined : [documentArn(call, name)]
}

// What a runbook does is authorized as the document, its definition in a version, and the execution that begins.
export const ssmAutomation: Special = (call) => {
  const name = textParameterOf(call, 'documentName')
  if (name === undefined) return undefined
  const sent = textParameterOf(call, 'documentVersion')
  // `$DEFAULT` and `$LATEST` are another number tomorrow.
  const version = sent === undefined || sent.startsWith('$') ? '*' : escapeForPolicy(sent)
  const definition = name.startsWith('arn:') ? [] : [documentArn(call, name, 'automation-definition', `:${version}`)]
  return sortedUnique([documentArn(call, name), ...definition, arnOf(call, 'ssm', 'automation-execution/*')])
}

// A session without a document takes the default one (Systems Manager user guide, "Session document permissions").
const DEFAULT_SESSION = 'SSM-SessionManagerRunShell'

export const ssmTargets: Special = (call, action) => {
  const document =
    textParameterOf(call, 'documentName') ?? (action === 'ssm:StartSession' ? DEFAULT_SESSION : undefined)
  const documents = document === undefined ? [] : [documentArn(call, document)]
  const ids = [...call.parameters.valuesOf('instanceids'), ...call.parameters.valuesOf('target')]
  const instances = ids.flatMap((id) => {
    if (id.startsWith('i-')) return [arnOf(call, 'ec2', `instance/${id}`)]
    const [, cluster, task] = /^ecs:([^_]+)_([0-9a-f]+)_/u.exec(id) ?? []
    if (task !== undefined) return [arnOf(call, 'ecs', `task/${cluster}/${task}`)]
    return id.startsWith('mi-') ? [arnOf(call, 'ssm', `managed-instance/${id}`)] : []
  })
  // Targets chosen by tag or resource group: which machines they are is not in the record.
  const any =
    instances.length === 0 && topLevelOf(call, 'targets') !== undefined
      ? [`arn:${call.partition}:ec2:${call.region}:${call.account}:instance/*`]
      : []
  const arns = [...documents, ...instances.map((arn) => escapeForPolicy(arn))]
  return arns.length + any.length === 0 ? undefined : sortedUnique([...arns, ...any])
}
