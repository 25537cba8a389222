import * as z from 'zod/mini'
import type { SigningCertificate } from '#shared/facts/credential.ts'
import { optionalText } from './list-answer.ts'
import { parsePerUser } from './per-user-answers.ts'
import { pastInstant } from './reading.ts'

export type ListedCertificate = Omit<SigningCertificate, 'owner'>

export const parseSigningCertificates = parsePerUser({
  source: 'signing-certificates',
  listKey: 'Certificates',
  item: z.object({
    CertificateId: z.string().check(z.minLength(1)),
    Status: z.enum(['Active', 'Inactive']),
    UploadDate: optionalText,
  }),
  toFact: ({ CertificateId, Status, UploadDate }, { reading, place }): ListedCertificate => ({
    kind: 'signing-certificate',
    certificateId: CertificateId,
    status: Status === 'Active' ? 'active' : 'inactive',
    uploadedAt: pastInstant(reading, UploadDate, 'UploadDate', place),
  }),
})
