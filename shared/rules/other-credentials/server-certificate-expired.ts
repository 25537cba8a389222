import { daysBetween, isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'

export const serverCertificateExpired = defineRule({
  id: 'server-certificate-expired',
  family: 'other-credentials',
  title: 'Expired server certificate is still stored in IAM',
  severity: 'medium',
  frameworks: [
    ...cis('1.19', { v50: '1.18', v60: '2.18', v70: '2.17' }),
    ...securityHub('IAM.26'),
    ...awsConfig('iam-server-certificate-expiration-check'),
  ],
  rationale:
    'A load balancer to which the certificate is given by mistake serves errors to everybody. And teaching people to click such errors away helps the next impostor.',
  remediation:
    'See that no load balancer uses the certificate, and delete it. AWS Certificate Manager renews by itself.',
  needs: ['server-certificates'],
  subjects: (account) => account.serverCertificates,
  evaluate({ name, expiresAt, arn }, { now }) {
    if (expiresAt.state === 'unknown') return unknown(expiresAt.reason)
    if (!isOlderThan(expiresAt.value, 0, now)) return pass
    return fail(
      `Server certificate ${name} expired on ${isoDate(expiresAt.value)}, ${daysBetween(expiresAt.value, now)} days ago.`,
      { since: expiresAt.value, evidence: { arn, expiresAt: expiresAt.value.toISOString() } },
    )
  },
  commands: ({ name }) => [awsCommand('iam delete-server-certificate', { 'server-certificate-name': name })],
})
