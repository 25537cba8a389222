import type { PolicyDocument } from '#shared/facts/policy.ts'
import type { PolicyIssue, PolicyKind } from './policy-issue.ts'

/** Characters, by kind of document; inline policies share theirs with all inline policies of the same principal. */
export const POLICY_QUOTAS: Readonly<Record<PolicyKind, number>> = {
  'managed-policy': 6144,
  'permissions-boundary': 6144,
  'user-policy': 2048,
  'group-policy': 5120,
  'role-policy': 10_240,
  'trust-policy': 8192,
  'service-control-policy': 10_240,
  'resource-control-policy': 5120,
}
/** A role's trust policy may be longer only after the quota was raised. */
export const DEFAULT_TRUST_QUOTA = 2048

const ORGANIZATION_KINDS: ReadonlySet<PolicyKind> = new Set(['service-control-policy', 'resource-control-policy'])

/**
 * A document's length as the quota counts it: IAM leaves white space out, Organizations counts what was sent.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const charactersOf = ({ text }: Pick<PolicyDocument, 'text'>, kind: PolicyKind): number =>
  ORGANIZATION_KINDS.has(kind) || !/\s/u.test(text) ? text.length : text.replaceAll(/\s/gu, '').length

/** What all inline policies of one user, group or role take of their common quota. */
export const inlineCharactersOf = (
  documents: readonly PolicyDocument[],
  kind: 'user-policy' | 'group-policy' | 'role-policy',
): { readonly characters: number; readonly quota: number } => ({
  characters: documents.reduce((sum, document) => sum + charactersOf(document, kind), 0),
  quota: POLICY_QUOTAS[kind],
})

const count = (value: number): string => String(value).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',')

export const checkSize = (document: PolicyDocument, kind: PolicyKind): readonly PolicyIssue[] => {
  const characters = charactersOf(document, kind)
  const quota = POLICY_QUOTAS[kind]
  if (characters > quota) {
    const message = `The document has ${count(characters)} characters; ${count(quota)} are allowed.`
    return [{ code: 'too-long', severity: 'error', path: '', message, suggestion: 'Split it, or merge statements.' }]
  }
  if (kind !== 'trust-policy' || characters <= DEFAULT_TRUST_QUOTA) return []
  const message = `The trust policy has ${count(characters)} characters; more than ${count(DEFAULT_TRUST_QUOTA)} need a raised quota.`
  return [{ code: 'long-trust-policy', severity: 'advice', path: '', message }]
}
