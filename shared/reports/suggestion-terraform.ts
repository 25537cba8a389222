import { parseArn } from '#shared/facts/arn.ts'
import type { PolicySuggestion, ProposedPolicy } from '#shared/suggestions/policy-suggestion.ts'
import { policyNameOf } from '#shared/suggestions/attach-commands.ts'
import { jsonLine } from './json-line.ts'
import { visible } from './plain-text.ts'

/** A string of HCL: JSON's escapes are HCL's too, and `${` and `%{` would begin a template. */
const text = (value: string): string => jsonLine(value).replaceAll('${', '$${').replaceAll('%{', '%%{')

const PLAIN_KEY = /^[A-Za-z][A-Za-z0-9_-]*$/u

const hcl = (value: unknown, indent: string): string => {
  const deeper = `${indent}  `
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) {
    if (value.length === 1) return `[${hcl(value[0], indent)}]`
    return `[\n${value.map((item) => `${deeper}${hcl(item, deeper)},\n`).join('')}${indent}]`
  }
  const entries = Object.entries(value ?? {})
  const line = ([key, item]: readonly [string, unknown]): string =>
    `${deeper}${PLAIN_KEY.test(key) ? key : text(key)} = ${hcl(item, deeper)}\n`
  return `{\n${entries.map(line).join('')}${indent}}`
}

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

/** Names of principals become labels; two that differ only in signs get a number. */
const labelsFor = (suggestions: readonly PolicySuggestion[]): ReadonlyMap<PolicySuggestion, string> => {
  const used = new Set<string>()
  const labels = new Map<PolicySuggestion, string>()
  for (const suggestion of suggestions) {
    const base = `${suggestion.kind.replaceAll('-', '_')}_${nameIn(suggestion.principal).replaceAll(/[^A-Za-z0-9_]/gu, '_')}`
    let label = base
    for (let number = 2; used.has(label); number += 1) label = `${base}_${number}`
    used.add(label)
    labels.set(suggestion, label)
  }
  return labels
}

const ownerOf = ({ kind, principal }: PolicySuggestion): 'user' | 'role' | 'group' =>
  kind === 'user' || kind === 'group'
    ? kind
    : parseArn(principal)?.resource.startsWith('user/') === true
      ? 'user'
      : 'role'

const comment = (lines: readonly string[]): string => lines.map((line) => `# ${visible(line)}\n`).join('')

const head = ({ principal, verdict, reasons, proof }: PolicySuggestion): string =>
  comment([
    `${principal}: ${verdict}`,
    ...reasons.map((reason) => `${verdict === 'ready' ? 'Note' : 'Why'}: ${reason}`),
    ...proof.assumptions.map((assumption) => `This holds if: ${assumption}`),
  ])

const managed = (suggestion: PolicySuggestion, document: ProposedPolicy, label: string, index: number): string => {
  const owner = ownerOf(suggestion)
  const name = nameIn(suggestion.principal)
  return (
    `resource "aws_iam_policy" "${label}_${index + 1}" {\n  name   = ${text(policyNameOf(suggestion.principal, index))}\n  policy = jsonencode(${hcl(document, '  ')})\n}\n\n` +
    `resource "aws_iam_${owner}_policy_attachment" "${label}_${index + 1}" {\n  ${owner}       = ${text(name)}\n  policy_arn = aws_iam_policy.${label}_${index + 1}.arn\n}\n`
  )
}

const permissionSet = (
  { permissionSet: name = '' }: PolicySuggestion,
  document: ProposedPolicy,
  label: string,
): string =>
  `# The policy of permission set ${visible(name)}: set these two for your instance of IAM Identity Center.\n` +
  `variable "${label}_instance_arn" {\n  type = string\n}\n\nvariable "${label}_permission_set_arn" {\n  type = string\n}\n\n` +
  `resource "aws_ssoadmin_permission_set_inline_policy" "${label}" {\n  instance_arn       = var.${label}_instance_arn\n  permission_set_arn = var.${label}_permission_set_arn\n  inline_policy      = jsonencode(${hcl(document, '  ')})\n}\n`

/** A permission set has one inline policy, of up to 32,768 characters. */
const asOne = ({ policies }: PolicySuggestion): ProposedPolicy => ({
  Version: '2012-10-17',
  Statement: policies.flatMap(({ document }) => document.Statement),
})

/** Terraform (hashicorp/aws) for what was suggested: policies and their attachments, and nothing of what they replace. */
export const formatTerraform = (suggestions: readonly PolicySuggestion[]): string => {
  const withPolicies = suggestions.filter(({ policies }) => policies.length > 0)
  const labels = labelsFor(withPolicies)
  const blocks = withPolicies.map((suggestion) => {
    const label = labels.get(suggestion) ?? ''
    const resources =
      suggestion.kind === 'permission-set-role'
        ? [permissionSet(suggestion, asOne(suggestion), label)]
        : suggestion.policies.map(({ document }, index) => managed(suggestion, document, label, index))
    return `${head(suggestion)}${resources.join('\n')}`
  })
  return blocks.length === 0 ? '# Nothing can be suggested from this evidence.\n' : blocks.join('\n')
}
