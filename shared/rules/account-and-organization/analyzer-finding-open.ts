import { isoDate } from '#shared/facts/instant.ts'
import type { AnalyzerFinding } from '#shared/facts/settings.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import type { Severity } from '../severity.ts'

const KINDS: ReadonlyMap<string, { readonly words: string; readonly severity: Severity }> = new Map([
  ['ExternalAccess', { words: 'access from outside the zone of trust', severity: 'high' }],
  ['InternalAccess', { words: 'access from inside the organization to a critical resource', severity: 'medium' }],
  ['UnusedIAMRole', { words: 'an unused role', severity: 'low' }],
  ['UnusedIAMUserAccessKey', { words: 'an unused access key', severity: 'low' }],
  ['UnusedIAMUserPassword', { words: 'an unused password', severity: 'low' }],
  ['UnusedPermission', { words: 'unused permissions', severity: 'low' }],
])

const kindOf = ({ findingType }: AnalyzerFinding) =>
  KINDS.get(findingType) ?? { words: findingType, severity: 'medium' as const }

export const analyzerFindingOpen = defineRule({
  id: 'analyzer-finding-open',
  family: 'account-and-organization',
  title: 'A finding of IAM Access Analyzer is open',
  severity: 'medium',
  frameworks: [],
  rationale: 'AWS has already found it; an open finding is one that nobody has answered.',
  remediation: 'Remove the access, or archive the finding with a rule that says why it is meant.',
  needs: ['access-analyzer-findings'],
  subjects: (account) => account.analyzerFindings,
  evaluate(finding) {
    if (finding.status === 'RESOLVED') return pass
    if (finding.status === 'ARCHIVED') return notApplicable('the finding is archived')
    if (finding.status !== 'ACTIVE')
      return unknown(`Access Analyzer says ${finding.status}, a status that is not known here`)
    const { words, severity } = kindOf(finding)
    const when = finding.updatedAt === undefined ? '' : ` (updated ${isoDate(finding.updatedAt)})`
    return fail(`IAM Access Analyzer reports ${words}: ${finding.resource}${when}.`, {
      severity,
      evidence: { findingId: finding.id, findingType: finding.findingType, resourceType: finding.resourceType },
    })
  },
  commands: (finding) => [
    awsCommand('accessanalyzer get-finding-v2', {
      'analyzer-arn': finding.analyzerArn ?? 'ANALYZER_ARN',
      id: finding.id,
    }),
  ],
})
