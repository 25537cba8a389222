import { isJsonObject, type JsonValue } from '#shared/facts/json.ts'
import type { Finding } from '#shared/findings/finding.ts'

const timeOf = (value: JsonValue | undefined): number | undefined => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

const defined = (fields: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const CREDENTIAL_TYPES: ReadonlyMap<string, string> = new Map([
  ['access-key', 'Access Key'],
  ['service-specific-credential', 'API Key'],
  ['ssh-public-key', 'SSH Public Key'],
  ['signing-certificate', 'Client Certificate'],
])

/** A credential with its own id, or a password, or a role's last session; undefined where the finding tells of no use. */
const metricsOf = ({ subject, evidence }: Finding): object | undefined => {
  const lastUsed = timeOf(evidence['lastUsedAt'])
  const type = CREDENTIAL_TYPES.get(subject.type)
  if (type !== undefined) {
    if (subject.accessKeyId === undefined) return undefined
    return { programmatic_credentials: [defined({ uid: subject.accessKeyId, type, last_used_time: lastUsed })] }
  }
  if (lastUsed === undefined) return undefined
  if (subject.type === 'role') return { last_authentication_time: lastUsed }
  return 'lastSignIn' in evidence ? { password_last_used_time: lastUsed } : undefined
}

const namesIn = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []

const policyOf = ({ subject, evidence }: Finding): object | undefined => {
  if (subject.type === 'policy') return { name: subject.name, uid: subject.arn }
  const policy = evidence['policyArn'] ?? evidence['policy']
  if (typeof policy === 'string') return { uid: policy }
  return isJsonObject(policy) && typeof policy['arn'] === 'string' ? { uid: policy['arn'] } : undefined
}

const permissionsOf = (finding: Finding): object | undefined => {
  const policy = policyOf(finding)
  const actions = namesIn(finding.evidence['actions'])
  if (policy === undefined && actions.length === 0) return undefined
  return defined({ policy, granted_privileges: actions.length === 0 ? undefined : actions })
}

const USER_TYPES: ReadonlyMap<string, readonly [type: string, id: number]> = new Map([
  ['root', ['Admin', 2]],
  ['role', ['Service', 4]],
])

const userOf = ({ subject }: Finding): object => {
  const [type, id] = USER_TYPES.get(subject.type) ?? ['User', 1]
  return { uid: subject.arn, name: subject.name, type, type_id: id }
}

const IDENTITIES = new Set(['root', 'user', 'role', ...CREDENTIAL_TYPES.keys()])

/**
 * What makes a finding an IAM analysis (class 2008): how an identity or its credential is used, or what a policy grants. The class
 * requires one of both; a finding that tells neither belongs to another class.
 */
export const iamAnalysisOf = (finding: Finding): object | undefined => {
  const metrics = IDENTITIES.has(finding.subject.type) ? metricsOf(finding) : undefined
  const permissions = permissionsOf(finding)
  if (metrics === undefined && permissions === undefined) return undefined
  return defined({
    user: IDENTITIES.has(finding.subject.type) ? userOf(finding) : undefined,
    identity_activity_metrics: metrics,
    permission_analysis_results: permissions && [permissions],
  })
}
