import { isoDate } from '#shared/facts/instant.ts'
import type { SigningCertificate } from '#shared/facts/credential.ts'
import { awsCommand } from '../command.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { rootUserOf, summaryCountOf } from './root-words.ts'

const certificateWords = ({ status, certificateId, slot, uploadedAt }: SigningCertificate): string => {
  const when = uploadedAt.state === 'known' ? ` of ${isoDate(uploadedAt.value)}` : ''
  return `${status} signing certificate ${certificateId ?? slot ?? '(slot unknown)'}${when}`
}

export const rootSigningCertificatePresent = defineRule({
  id: 'root-signing-certificate-present',
  family: 'root',
  title: 'The root user has an X.509 signing certificate',
  severity: 'high',
  frameworks: [],
  rationale:
    'Signing certificates sign calls of very old interfaces with the full power of root, are forgotten, and do not expire for IAM.',
  remediation: 'Sign in as root and delete the certificate; nothing current needs one.',
  needs: ['credential-report', 'account-summary'],
  subjects: rootUserOf,
  evaluate(root, { account }) {
    const certificates = root.signingCertificates.state === 'known' ? root.signingCertificates.value : []
    if (certificates.length > 0) {
      const isActive = certificates.some(({ status }) => status === 'active')
      return fail(`The root user has ${certificates.map(certificateWords).join(' and ')}; it should have none.`, {
        evidence: { certificates: certificates.map(({ slot, status }) => ({ slot: slot ?? null, status })) },
        ...(isActive ? {} : { severity: 'medium' as const }),
      })
    }
    const present = summaryCountOf(account, 'AccountSigningCertificatesPresent')
    if (present !== undefined && present > 0) {
      return fail('The root user has a signing certificate (account summary); it should have none.', {
        evidence: { AccountSigningCertificatesPresent: present },
      })
    }
    if (root.signingCertificates.state === 'unknown' && present === undefined) {
      return unknown(root.signingCertificates.reason)
    }
    return pass
  },
  commands: (root) =>
    (root.signingCertificates.state === 'known' ? root.signingCertificates.value : []).map(({ certificateId }) =>
      awsCommand('iam delete-signing-certificate', { 'certificate-id': certificateId ?? 'ROOT_CERTIFICATE_ID' }),
    ),
})
