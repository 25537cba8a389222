import type { DayOfHistory } from '#shared/findings/history.ts'
import { summarizeOrganization } from '#shared/jobs/summarize-organization.ts'
import type { BriefFinding, OrganizationDocument } from '#shared/reports/organization-report.ts'
import { cardOf, idOf, organizationFacts } from './organization.ts'

export const HOSTILE = '<img src=x onerror=alert(1)>"\'</script>'

const worstOf = (number: number, severity: BriefFinding['severity'], risk: number): BriefFinding => ({
  id: String(number).padStart(32, '0'),
  ruleId: 'console-mfa-missing',
  title: 'Console user has no MFA',
  severity,
  risk,
  firstSeen: '2026-10-01T06:00:00.000Z',
  message: `anna of account ${number} signs in with a password alone.`,
  subject: { type: 'user', arn: `arn:aws:iam::${idOf(number)}:user/anna`, name: 'anna' },
})

/** Some accounts are bad, some were refused, some said nothing, one is called as an attacker would call it. */
export const largeOrganization = (count: number): OrganizationDocument => {
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  const cards = Object.fromEntries(
    numbers.map((number) => {
      const findings = {
        critical: number % 97 === 0 ? number % 5 : 0,
        high: number % 13 === 0 ? number % 7 : 0,
        medium: number % 11,
        low: number % 17,
        info: number % 3,
      }
      const { summary } = cardOf(idOf(number))
      const worst =
        findings.critical > 0
          ? [worstOf(number, 'critical', 90)]
          : findings.high > 0
            ? [worstOf(number, 'high', 70)]
            : []
      return [number, { summary: { ...summary, findings, notAssessed: number % 4 }, worst }]
    }),
  )
  const facts = organizationFacts(count, {
    cards,
    failures: Object.fromEntries(
      numbers
        .filter((number) => number % 211 === 0)
        .map((number) => [
          number,
          number === 211
            ? HOSTILE
            : `The role credaudit/credaudit-member of account ${idOf(number)} could not be assumed (AccessDenied).`,
        ]),
    ),
    silent: numbers.filter((number) => number % 1777 === 0),
    states: { 5: 'CLOSED' },
  })
  const { document } = summarizeOrganization({
    facts,
    told: new Set(),
    knownAccounts: [],
    now: new Date('2026-11-20T07:00:00Z'),
    version: '0.0.0',
    partition: 'aws',
    pageOf: (report) => `https://console.aws.amazon.com/s3/object/${report.slice('s3://'.length)}`,
  })
  const { findings, notAssessed } = document.summary
  const history = Array.from({ length: 30 }, (_, index): DayOfHistory => ({
    day: new Date(Date.UTC(2026, 9, 22 + index)).toISOString().slice(0, 10),
    findings: { ...findings, high: findings.high + 10 * (30 - index) },
    notAssessed,
  }))
  return { ...document, history: history.filter((_, index) => index % 9 !== 4) }
}
