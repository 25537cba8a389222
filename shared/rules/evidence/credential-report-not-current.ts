import { daysBetween, HOUR_MS } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'

const ageWords = (generatedAt: Date, now: Date): string => {
  const hours = Math.floor((now.getTime() - generatedAt.getTime()) / HOUR_MS)
  return hours < 48 ? `${hours} hours` : `${daysBetween(generatedAt, now)} days`
}

export const credentialReportNotCurrent = defineRule({
  id: 'credential-report-not-current',
  family: 'evidence',
  title: 'There is no current credential report to judge by',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Everything about passwords, MFA and keys stands on the credential report. Without it, or with an old one, silence is not a good sign: nothing was assessed.',
  remediation:
    'Let the auditor’s role call iam:GenerateCredentialReport and iam:GetCredentialReport, generate a report, and collect again within four hours.',
  needs: [],
  subjects: (account) => [account],
  evaluate({ sources }, { now }) {
    const source = sources.get('credential-report')
    switch (source?.state) {
      case 'read':
        return pass
      case 'stale':
        return fail(
          `The credential report was ${ageWords(source.generatedAt, now)} old when it was judged: what passed then may not pass now.`,
          { since: source.generatedAt, evidence: { file: source.file, generatedAt: source.generatedAt.toISOString() } },
        )
      case 'failed':
        return fail(`The credential report could not be collected: ${source.reason}`, {
          severity: 'high',
          evidence: { call: source.call },
        })
      case 'unreadable':
        return fail(`The credential report could not be read: ${source.reason}`, {
          severity: 'high',
          evidence: { file: source.file },
        })
      default:
        return fail(`The evidence has no credential report${source ? `: ${source.reason}` : '.'}`)
    }
  },
  commands: () => [awsCommand('iam generate-credential-report'), awsCommand('iam get-credential-report')],
})
