import * as z from 'zod/mini'
import type { ServerCertificate } from '#shared/facts/credential.ts'
import { unknownFact } from '#shared/facts/known.ts'
import { optionalText, parseListAnswer } from './list-answer.ts'
import { anyInstant, pastInstant, whereOf } from './reading.ts'

export const parseServerCertificates = parseListAnswer({
  source: 'server-certificates',
  listKey: 'ServerCertificateMetadataList',
  item: z.object({
    Arn: z.string(),
    ServerCertificateName: z.string(),
    ServerCertificateId: z.string(),
    UploadDate: optionalText,
    Expiration: optionalText,
  }),
  toFact: (item, { reading, place }): ServerCertificate => ({
    kind: 'server-certificate',
    arn: item.Arn,
    name: item.ServerCertificateName,
    certificateId: item.ServerCertificateId,
    uploadedAt: pastInstant(reading, item.UploadDate, 'UploadDate', place),
    expiresAt: item.Expiration
      ? anyInstant(reading, item.Expiration, 'Expiration', place)
      : unknownFact(`${whereOf(reading, place)} has no Expiration.`),
  }),
})
