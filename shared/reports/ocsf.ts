import { createHash } from 'node:crypto'
import type { Finding, NotAssessed, Severity } from '#shared/findings/finding.ts'
import type { AuditDocument } from './audit-document.ts'
import { jsonLine } from './json-line.ts'
import { iamAnalysisOf } from './ocsf-iam-analysis.ts'

/** Open Cybersecurity Schema Framework: the version that Security Hub and Security Lake read. */
export const OCSF_VERSION = '1.6.0'

const CLASSES = {
  compliance: { uid: 2003, name: 'Compliance Finding' },
  detection: { uid: 2004, name: 'Detection Finding' },
  iamAnalysis: { uid: 2008, name: 'IAM Analysis Finding' },
} as const
type ClassName = keyof typeof CLASSES

const SEVERITY_IDS: Readonly<Record<Severity, number>> = { info: 1, low: 2, medium: 3, high: 4, critical: 5 }
const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  info: 'Informational',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
}

type Activity = readonly [id: 1 | 2 | 3, name: string]
type Status = readonly [id: 1 | 2 | 3 | 4, name: string]
const CREATE: Activity = [1, 'Create']

const LIFE: Readonly<Record<Finding['status'], { readonly activity: Activity; readonly status: Status }>> = {
  new: { activity: CREATE, status: [1, 'New'] },
  open: { activity: [2, 'Update'], status: [2, 'In Progress'] },
  changed: { activity: [2, 'Update'], status: [2, 'In Progress'] },
  excepted: { activity: [2, 'Update'], status: [3, 'Suppressed'] },
  resolved: { activity: [3, 'Close'], status: [4, 'Resolved'] },
}

/** `timestamp_t` is milliseconds since the epoch; seconds would be 1970 to whoever trusts the schema. */
const milliseconds = (iso: string): number => Date.parse(iso)

const eventBase = (name: ClassName, [activityId, activity]: Activity, document: AuditDocument) => {
  const { uid, name: className } = CLASSES[name]
  return {
    category_uid: 2,
    category_name: 'Findings',
    class_uid: uid,
    class_name: className,
    activity_id: activityId,
    activity_name: activity,
    type_uid: uid * 100 + activityId,
    type_name: `${className}: ${activity}`,
    time: milliseconds(document.assessedAt),
    cloud: {
      provider: 'AWS',
      account: {
        uid: document.account.id ?? 'unknown',
        ...(document.account.alias === null ? {} : { name: document.account.alias }),
        type: 'AWS Account',
        type_id: 10,
      },
    },
  }
}

/** In every class but the detections, what a risk is belongs to a profile of its own. */
const profilesOf = (name: ClassName): readonly string[] =>
  name === 'detection' ? ['cloud'] : ['cloud', 'security_control']

const metadataOf = ({ tool }: AuditDocument, ruleId: string, uid: string) => ({
  version: OCSF_VERSION,
  product: { name: tool.name, vendor_name: tool.name, version: tool.version },
  event_code: ruleId,
  uid,
})

const complianceOf = ({ ruleId, frameworks, status, message }: Finding) => {
  const standards = [...new Set(frameworks.map((reference) => reference.split(' ')[0] ?? reference))]
  return {
    control: ruleId,
    standards: standards.length === 0 ? ['credaudit'] : standards,
    ...(frameworks.length === 0 ? {} : { requirements: frameworks }),
    ...(status === 'resolved' ? { status_id: 1, status: 'Pass' } : { status_id: 3, status: 'Fail' }),
    status_details: [message],
  }
}

/** Rules outside the family `activity` that tell of something done, not of something that is so. */
const DETECTIONS = new Set([
  'root-used',
  'canary-key-used',
  'break-glass-user-used',
  'break-glass-role-used',
  'user-in-key-quarantine',
])

const classPartsOf = (finding: Finding): readonly [ClassName, object] => {
  if (finding.family === 'activity' || DETECTIONS.has(finding.ruleId))
    return ['detection', { is_alert: finding.status === 'new' }]
  const analysis = iamAnalysisOf(finding)
  return analysis === undefined ? ['compliance', { compliance: complianceOf(finding) }] : ['iamAnalysis', analysis]
}

const findingInfoOf = (finding: Finding, { assessedAt }: AuditDocument) => ({
  uid: finding.id,
  title: finding.title,
  desc: finding.message,
  types: [finding.family],
  analytic: { uid: finding.ruleId, name: finding.title, type: 'Rule', type_id: 1 },
  created_time: milliseconds(finding.firstSeen),
  modified_time: milliseconds(assessedAt),
  first_seen_time: milliseconds(finding.firstSeen),
  last_seen_time: milliseconds(assessedAt),
})

/** By what a collector finds other events about the same thing; `name` is the place in the event. */
const observablesOf = ({ subject: { arn, accessKeyId } }: Finding) => [
  { name: 'resources.uid', type_id: 10, type: 'Resource UID', value: arn },
  ...(accessKeyId === undefined
    ? []
    : [{ name: 'unmapped.access_key_id', type_id: 19, type: 'User Credential ID', value: accessKeyId }]),
]

const eventOf = (finding: Finding, document: AuditDocument): object => {
  const { activity, status } = LIFE[finding.status]
  const [name, parts] = classPartsOf(finding)
  const { subject, owner, remediation } = finding
  return {
    ...eventBase(name, activity, document),
    severity_id: SEVERITY_IDS[finding.severity],
    severity: SEVERITY_NAMES[finding.severity],
    status_id: status[0],
    status: status[1],
    ...(finding.resolution ? { status_detail: finding.resolution.words } : {}),
    ...(finding.change ? { status_detail: finding.change } : {}),
    ...(finding.since === undefined ? {} : { start_time: milliseconds(finding.since) }),
    message: finding.message,
    metadata: {
      ...metadataOf(document, finding.ruleId, `${finding.id}-${milliseconds(document.assessedAt)}`),
      profiles: profilesOf(name),
    },
    finding_info: findingInfoOf(finding, document),
    ...parts,
    resources: [
      {
        uid: subject.arn,
        name: subject.name,
        type: subject.type,
        cloud_partition: document.account.partition,
        ...(owner === undefined ? {} : { owner: { name: owner } }),
      },
    ],
    observables: observablesOf(finding),
    remediation: { desc: [remediation.text, ...remediation.commands].join('\n') },
    risk_score: finding.risk,
    risk_details: finding.riskReasons.join('; '),
    unmapped: {
      evidence: finding.evidence,
      ...(subject.accessKeyId === undefined ? {} : { access_key_id: subject.accessKeyId }),
      ...(finding.exception ? { exception: finding.exception } : {}),
    },
  }
}

/** The same gap has the same id on every day. */
const gapId = ({ ruleId, subject }: NotAssessed, { account }: AuditDocument): string =>
  createHash('sha256')
    .update(JSON.stringify([account.id, ruleId, subject?.type, subject?.arn, subject?.accessKeyId]))
    .digest('hex')
    .slice(0, 32)

/** What could not be seen is a compliance check with status Warning: "did not yield a result due to missing information". */
const gapEventOf = (gap: NotAssessed, document: AuditDocument): object => {
  const uid = gapId(gap, document)
  const { ruleId, subject, reason } = gap
  return {
    ...eventBase('compliance', CREATE, document),
    severity_id: SEVERITY_IDS.info,
    severity: SEVERITY_NAMES.info,
    status_id: 1,
    status: 'New',
    message: reason,
    metadata: { ...metadataOf(document, ruleId, `${uid}-${milliseconds(document.assessedAt)}`), profiles: ['cloud'] },
    finding_info: { uid, title: `Not assessed: ${ruleId}`, desc: reason, types: ['not-assessed'] },
    compliance: {
      control: ruleId,
      standards: ['credaudit'],
      status_id: 2,
      status: 'Warning',
      status_details: [reason],
    },
    ...(subject === undefined ? {} : { resources: [{ uid: subject.arn, name: subject.name, type: subject.type }] }),
  }
}

/** One event a line: findings, and what could not be assessed. */
export const formatOcsf = (document: AuditDocument): string =>
  [
    ...document.findings.map((finding) => eventOf(finding, document)),
    ...document.notAssessed.map((gap) => gapEventOf(gap, document)),
  ]
    .map((event) => `${jsonLine(event)}\n`)
    .join('')
