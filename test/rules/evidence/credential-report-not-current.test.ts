import type { EvidenceSource } from '#shared/facts/evidence-source.ts'
import { credentialReportNotCurrent } from '#shared/rules/evidence/credential-report-not-current.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, at } from '#test/support/facts.ts'

const withReport = (source: EvidenceSource) => account({ sources: new Map([['credential-report', source]]) })
const stale = (generatedAt: string) =>
  withReport({ state: 'stale', file: 'credential-report.csv', generatedAt: at(generatedAt), reason: 'old' })

describeRule(credentialReportNotCurrent, {
  now: '2026-04-01',
  pass: [['trap 2: read, and young enough', withReport({ state: 'read', file: 'credential-report.csv' })]],
  fail: [
    [
      'trap 2: five hours old',
      stale('2026-03-31T19:00:00Z'),
      'The credential report was 5 hours old when it was judged: what passed then may not pass now.',
    ],
    [
      'last week’s',
      stale('2026-03-25'),
      'The credential report was 7 days old when it was judged: what passed then may not pass now.',
    ],
    [
      'trap 25: denied',
      withReport({ state: 'failed', call: 'iam:GetCredentialReport', reason: 'AccessDenied for role audit.' }),
      'The credential report could not be collected: AccessDenied for role audit.',
    ],
    [
      'row 21: never produced',
      withReport({ state: 'failed', call: 'iam:GenerateCredentialReport', reason: 'IAM did not produce it in 120 s.' }),
      'The credential report could not be collected: IAM did not produce it in 120 s.',
    ],
    [
      'damaged',
      withReport({ state: 'unreadable', file: 'credential-report.csv', reason: 'it is empty.' }),
      'The credential report could not be read: it is empty.',
    ],
    [
      'not in the folder',
      withReport({ state: 'missing', reason: 'the folder has no credential-report.csv.' }),
      'The evidence has no credential report: the folder has no credential-report.csv.',
    ],
    ['nothing said', account(), 'The evidence has no credential report.'],
  ],
})
