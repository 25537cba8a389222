import { isoDate } from '#shared/facts/instant.ts'
import { knownOr } from '#shared/facts/known.ts'
import { awsCommand } from '../command.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { signingCertificatesOf } from '../subjects-of.ts'

export const signingCertificateActive = defineRule({
  id: 'signing-certificate-active',
  family: 'other-credentials',
  title: 'User has an active X.509 signing certificate',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Signing certificates serve old SOAP calls and the bundling of instance-store images. Hardly anybody uses them any more; IAM does not record their use, and no rotation reaches them.',
  remediation: 'Deactivate the certificate, and delete it after some days without complaint.',
  needs: ['credential-report', 'signing-certificates'],
  subjects: signingCertificatesOf,
  evaluate(certificate) {
    if (certificate.status === 'inactive') return pass
    const uploadedAt = knownOr(certificate.uploadedAt, undefined)
    const name = certificate.certificateId ?? String(certificate.slot ?? '(slot unknown)')
    const when = uploadedAt ? `, uploaded ${isoDate(uploadedAt)}` : ''
    return fail(`Signing certificate ${name} of ${certificate.owner.name} is active${when}.`, {
      ...(uploadedAt ? { since: uploadedAt } : {}),
      evidence: { status: certificate.status, uploadedAt: uploadedAt?.toISOString() ?? null },
    })
  },
  commands: (certificate) => [
    ...(certificate.certificateId === undefined
      ? [awsCommand('iam list-signing-certificates', { 'user-name': certificate.owner.name })]
      : []),
    awsCommand('iam update-signing-certificate', {
      'user-name': certificate.owner.name,
      'certificate-id': certificate.certificateId ?? 'CERTIFICATE_ID',
      status: 'Inactive',
    }),
  ],
})
