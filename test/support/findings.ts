import type { Finding, NotAssessed } from '#shared/findings/finding.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'

export const finding = (more: Partial<Finding> = {}): Finding => ({
  id: 'f0000000000000000000000000000001',
  ruleId: 'access-key-not-rotated',
  family: 'access-keys',
  title: 'Active access key is older than the rotation limit',
  severity: 'medium',
  risk: 45,
  riskReasons: ['severity medium'],
  status: 'new',
  firstSeen: '2026-04-01T00:00:00.000Z',
  subject: { type: 'access-key', arn: 'arn:aws:iam::111111111111:user/alice', name: 'alice' },
  message: 'Access key 1 of alice is 121 days old; the limit is 90 days.',
  evidence: { status: 'active' },
  remediation: { text: 'Rotate it.', commands: ['aws iam create-access-key --user-name alice'] },
  frameworks: ['CIS-AWS-3.0.0 1.14'],
  documentation: 'docs/rules/access-key-not-rotated.md',
  ...more,
})

/** Each of a user of his own, so that nothing stands together. */
export const findingsOfUsers = (count: number, more: Partial<Finding> = {}): readonly Finding[] =>
  Array.from({ length: count }, (_, index) =>
    finding({
      id: String(index),
      subject: { type: 'user', arn: `arn:aws:iam::111111111111:user/u${index}`, name: `u${index}` },
      ...more,
    }),
  )

export const gap = (more: Partial<NotAssessed> = {}): NotAssessed => ({
  ruleId: 'root-mfa-missing',
  subject: { type: 'account', arn: 'arn:aws:iam::111111111111:root', name: '111111111111' },
  reason: 'iam:GetCredentialReport was denied.',
  ...more,
})

export const auditDocumentOf = (more: Partial<AuditDocument> = {}): AuditDocument => ({
  schemaVersion: 1,
  tool: { name: 'credaudit', version: '0.0.0' },
  account: { id: '111111111111', partition: 'aws', alias: 'prod-eu' },
  assessedAt: '2026-04-01T06:00:00.000Z',
  evidence: {
    collectedAt: null,
    reportGeneratedAt: '2026-04-01T05:58:12.000Z',
    files: [],
    sources: [],
    activity: null,
  },
  findings: [finding()],
  notAssessed: [gap()],
  passed: {},
  summary: {
    verdict: 'No grave finding; 1 to tidy up. 1 check could not be made.',
    findings: { critical: 0, high: 0, medium: 1, low: 0, info: 0 },
    byStatus: { new: 1 },
    notAssessed: 1,
    rules: { run: 2, failing: 1, passing: 0, notAssessed: 1 },
    subjects: { users: 1, groups: 0, roles: 0, policies: null, accessKeys: 1 },
  },
  principals: [],
  credentials: [],
  rules: [],
  ...more,
})
