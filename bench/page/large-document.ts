import type { AuditDocument } from '#shared/reports/audit-document.ts'

const USERS = 5000
const FINDINGS = 10_000

/** Another person's name and key, and with them other ids: the texts stay as long and as varied as real ones. */
const renamed = <T>(value: T, name: string, index: number): T =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(name, `person-${index}`)
      .replaceAll(/AKIA[A-Z\d]{16}/g, () => `AKIA${String(index).padStart(16, '2')}`),
  ) as T

/** The sample, grown: 5,000 users, two credentials each, 10,000 findings. */
export const largeDocument = (sample: AuditDocument): AuditDocument => {
  const users = sample.principals.filter(({ kind, name }) => kind === 'user' && /^[a-z.-]{6,}$/.test(name))
  const names = new Set(users.map(({ arn }) => arn))
  const findings = sample.findings.filter(({ subject }) => names.has(subject.arn))
  const credentials = sample.credentials.filter(({ principal }) => names.has(principal))
  const grown = <T>(items: readonly T[], count: number, change: (item: T, index: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, index) => items[index % items.length])
      .filter((item) => item !== undefined)
      .map(change)
  return {
    ...sample,
    principals: grown(users, USERS, (user, index) => renamed(user, user.name, index)),
    credentials: grown(credentials, USERS * 2, (credential, index) => ({
      ...renamed(credential, credential.owner, index % USERS),
      ageDays: (index * 37) % 2000,
      idleDays: (index * 13) % Math.max(1, (index * 37) % 2000),
    })),
    findings: grown(findings, FINDINGS, (finding, index) => ({
      ...renamed(finding, finding.subject.name, index % USERS),
      id: index.toString(16).padStart(32, '0'),
    })),
  }
}
