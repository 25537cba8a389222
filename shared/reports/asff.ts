import type { Finding, Severity } from '#shared/findings/finding.ts'
import type { AuditDocument } from './audit-document.ts'
import { visible } from './plain-text.ts'

/**
 * AWS Security Finding Format 2018-10-08, as BatchImportFindings takes it. Only what a finding provider may set again and again:
 * severity and types stand in FindingProviderFields, and Workflow and Note stay the customer's (Security Hub user guide).
 */
export interface AsffFinding {
  readonly SchemaVersion: '2018-10-08'
  readonly Id: string
  readonly ProductArn: string
  readonly ProductName: string
  readonly GeneratorId: string
  readonly AwsAccountId: string
  readonly CreatedAt: string
  readonly UpdatedAt: string
  readonly FirstObservedAt: string
  readonly LastObservedAt: string
  readonly Title: string
  readonly Description: string
  readonly FindingProviderFields: {
    readonly Severity: {
      readonly Label: 'INFORMATIONAL' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL'
      readonly Original: string
    }
    readonly Types: string[]
  }
  readonly Remediation: { readonly Recommendation: { readonly Text: string } }
  readonly ProductFields: Record<string, string>
  readonly Resources: AsffResource[]
  readonly Compliance: { readonly Status: 'PASSED' | 'FAILED'; readonly RelatedRequirements?: string[] }
  readonly RecordState: 'ACTIVE' | 'ARCHIVED'
}

export interface AsffResource {
  readonly Type: string
  readonly Id: string
  readonly Partition?: 'aws' | 'aws-cn' | 'aws-us-gov'
  readonly Region: string
}

/** Where the findings go: the account of the finding itself, in one Region. */
export interface AsffPlace {
  readonly accountId: string
  readonly partition: string
  readonly region: string
}

const LABELS = {
  info: 'INFORMATIONAL',
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
  critical: 'CRITICAL',
} as const satisfies Record<Severity, string>

const PRACTICE = 'Software and Configuration Checks/AWS Security Best Practices'
const BEHAVIOUR = 'Unusual Behaviors/User'

/** At most `limit` characters of text that forges no line; Security Hub counts them as Java does, in UTF-16. */
const limited = (text: string, limit: number): string => {
  const shown = visible(text)
  if (shown.length <= limit) return shown === '' ? '-' : shown
  const head = shown.slice(0, limit - 3)
  return `${/[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head}...`
}

const RESOURCE_TYPES: ReadonlyMap<string, string> = new Map([
  ['user', 'AwsIamUser'],
  ['role', 'AwsIamRole'],
  ['group', 'AwsIamGroup'],
  ['policy', 'AwsIamPolicy'],
  ['account', 'AwsAccount'],
  ['root', 'AwsAccount'],
  ['password-policy', 'AwsAccount'],
  ['exception', 'AwsAccount'],
  ['trail', 'AwsCloudTrailTrail'],
  ['server-certificate', 'AwsIamServerCertificate'],
])

/** Only these three are values of Security Hub's own list. */
const partitionOf = (partition: string): { readonly Partition?: 'aws' | 'aws-cn' | 'aws-us-gov' } =>
  partition === 'aws' || partition === 'aws-cn' || partition === 'aws-us-gov' ? { Partition: partition } : {}

const resourceOf = ({ subject }: Finding, { accountId, partition, region }: AsffPlace): AsffResource => {
  const rest = { ...partitionOf(partition), Region: region }
  if (subject.type === 'access-key' && subject.accessKeyId !== undefined)
    return { Type: 'AwsIamAccessKey', Id: limited(`AWS::IAM::AccessKey:${subject.accessKeyId}`, 512), ...rest }
  const type = RESOURCE_TYPES.get(subject.type)
  // The account as Security Hub itself writes it.
  if (type === 'AwsAccount') return { Type: type, Id: `AWS::::Account:${accountId}`, ...rest }
  const owned = subject.arn.includes(':user/') ? 'AwsIamUser' : 'Other'
  return { Type: type ?? owned, Id: limited(subject.arn, 512), ...rest }
}

const endedWords = ({ status, resolution, exception }: Finding): string => {
  if (status === 'resolved') return ` Resolved: ${resolution?.words ?? 'no longer found.'}`
  return exception === undefined ? '' : ` Excepted by ${exception.owner} until ${exception.endsAt.slice(0, 10)}.`
}

/** Names in ProductFields may hold no colon-free slash rules of their own, so they are ours; values at most 2,048 characters. */
const productFieldsOf = ({
  ruleId,
  risk,
  owner,
  status,
  change,
  remediation,
  subject,
}: Finding): Record<string, string> => {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['credaudit/rule', ruleId],
    ['credaudit/risk', String(risk)],
    ['credaudit/status', status],
    ['credaudit/subject', subject.name],
    ['credaudit/owner', owner],
    ['credaudit/change', change],
    ['credaudit/commands', remediation.commands.length === 0 ? undefined : remediation.commands.join('; ')],
  ]
  return Object.fromEntries(
    fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, limited(value, 2048)]])),
  )
}

export const productArnOf = ({ partition, region, accountId }: AsffPlace): string =>
  `arn:${partition}:securityhub:${region}:${accountId}:product/${accountId}/default`

export const asffOf = (finding: Finding, assessedAt: string, place: AsffPlace): AsffFinding => {
  const { ruleId, severity, family, frameworks, status } = finding
  const isOver = status === 'resolved' || status === 'excepted'
  const ended = limited(endedWords(finding), 300)
  return {
    SchemaVersion: '2018-10-08',
    Id: `credaudit/${place.accountId}/${finding.id}`,
    ProductArn: productArnOf(place),
    ProductName: 'credaudit',
    GeneratorId: `credaudit/${ruleId}`,
    AwsAccountId: place.accountId,
    CreatedAt: finding.firstSeen,
    UpdatedAt: assessedAt,
    FirstObservedAt: finding.since ?? finding.firstSeen,
    LastObservedAt: assessedAt,
    Title: limited(finding.title, 256),
    Description: isOver ? limited(finding.message, 1024 - ended.length) + ended : limited(finding.message, 1024),
    FindingProviderFields: {
      Severity: { Label: LABELS[severity], Original: severity },
      Types: [family === 'activity' ? BEHAVIOUR : PRACTICE],
    },
    Remediation: { Recommendation: { Text: limited(finding.remediation.text, 512) } },
    ProductFields: productFieldsOf(finding),
    Resources: [resourceOf(finding, place)],
    Compliance: {
      Status: status === 'resolved' ? 'PASSED' : 'FAILED',
      ...(frameworks.length === 0
        ? {}
        : { RelatedRequirements: frameworks.slice(0, 32).map((reference) => limited(reference, 64)) }),
    },
    RecordState: isOver ? 'ARCHIVED' : 'ACTIVE',
  }
}

/** An array of findings; BatchImportFindings takes a hundred of them at a time. */
export const formatAsff = (document: AuditDocument, place: AsffPlace): string =>
  `${JSON.stringify(
    document.findings.map((finding) => asffOf(finding, document.assessedAt, place)),
    null,
    2,
  )}\n`
