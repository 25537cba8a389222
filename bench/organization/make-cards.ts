import type { BriefFinding } from '#shared/reports/organization-report.ts'
import type { AccountCard } from '#shared/organization/account-card.ts'
import { SEVERITIES } from '#shared/findings/finding.ts'

export const idOf = (number: number): string => String(100_000_000_000 + number * 7)

const finding = (account: string, index: number): BriefFinding => ({
  id: `${account}${String(index).padStart(20, '0')}`,
  ruleId: ['access-key-not-rotated', 'console-user-without-mfa', 'role-unused'][index % 3] ?? '',
  title: 'Active access key is older than the rotation limit',
  severity: SEVERITIES[1 + (index % 3)] ?? 'low',
  risk: 40 + ((index * 13) % 50),
  firstSeen: '2026-11-20T06:00:00.000Z',
  message: `Access key 1 of user-${index} is ${90 + index} days old; the limit is 90 days, and it was last used 12 days ago.`,
  subject: { type: 'access-key', arn: `arn:aws:iam::${account}:user/user-${index}`, name: `user-${index}` },
})

/** Twenty grave findings, five that are new, thirty people with keys and twenty trusts: more than most accounts have. */
export const cardOf = (number: number): AccountCard => {
  const account = idOf(number)
  const findings = Array.from({ length: 20 }, (_, index) => finding(account, index))
  return {
    schemaVersion: 1,
    account: { id: account, partition: 'aws', alias: `account-${number}` },
    assessedAt: '2026-11-20T06:05:00.000Z',
    report: `s3://bucket/reports/${account}/20261120T060500Z.json`,
    summary: {
      verdict: 'Needs work: 7 high findings, none critical.',
      findings: { critical: 0, high: 7, medium: 7, low: 6, info: 0 },
      notAssessed: number % 5,
    },
    worst: findings,
    news: [
      {
        assessedAt: '2026-11-20T06:05:00.000Z',
        firstRun: false,
        fresh: findings.slice(0, 5),
        changed: [],
        resolved: [],
        leftOut: { fresh: 0, changed: 0, resolved: 0 },
      },
    ],
    root: { password: 'absent', accessKeys: 'absent', signingCertificates: 'absent', mfa: 'absent' },
    trail: 'present',
    identityProviders: 1,
    consoleUsers: number % 4,
    activeAccessKeys: 30 + (number % 100 === 0 ? 500 : 0),
    administrators: 3,
    keyHolders: Array.from({ length: 30 }, (_, index) => {
      // Three of them go about: the same five thousand people in many accounts.
      const name =
        index < 3 ? `person-${(number * 3 + index) % 5_000}@example.com` : `user-${index}@${account}.example.com`
      return { arn: `arn:aws:iam::${account}:user/${name}`, person: name, activeKeys: 1 }
    }),
    trusts: Array.from({ length: 20 }, (_, index) => ({
      accountId: index === 0 ? '999999999999' : idOf((number + index * 17) % 10_000),
      roles: 2,
      powerful: index === 1 ? 1 : 0,
      example: `arn:aws:iam::${account}:role/from-${index}`,
    })),
    leftOut: 0,
    organization: null,
  }
}
