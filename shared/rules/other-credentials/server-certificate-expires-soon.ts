import { DAY_MS, daysBetween, isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'

export const serverCertificateExpiresSoon = defineRule({
  id: 'server-certificate-expires-soon',
  family: 'other-credentials',
  title: 'Server certificate in IAM expires soon',
  severity: 'low',
  frameworks: [],
  rationale:
    'IAM does not renew certificates and warns nobody: on the day, every client of the load balancer gets an error.',
  remediation: 'Move the certificate to AWS Certificate Manager, which renews it, or upload the next one now.',
  needs: ['server-certificates'],
  parameters: { warnDays: days(45, 'Days before the end from which on the certificate is reported.') },
  subjects: (account) => account.serverCertificates,
  evaluate({ name, expiresAt, arn }, { now, parameters: { warnDays } }) {
    if (expiresAt.state === 'unknown') return unknown(expiresAt.reason)
    const end = expiresAt.value
    if (isOlderThan(end, 0, now)) return notApplicable('the certificate has expired')
    if (end.getTime() - now.getTime() >= warnDays * DAY_MS) return pass
    return fail(`Server certificate ${name} expires on ${isoDate(end)}, in ${daysBetween(now, end)} days.`, {
      evidence: { arn, expiresAt: end.toISOString() },
    })
  },
  commands: ({ name }) => [awsCommand('iam get-server-certificate', { 'server-certificate-name': name })],
})
