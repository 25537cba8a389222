import * as z from 'zod/mini'
import type { SshPublicKey } from '#shared/facts/credential.ts'
import { optionalText } from './list-answer.ts'
import { parsePerUser } from './per-user-answers.ts'
import { pastInstant } from './reading.ts'

export type ListedSshKey = Omit<SshPublicKey, 'owner'>

export const parseSshPublicKeys = parsePerUser({
  source: 'ssh-public-keys',
  listKey: 'SSHPublicKeys',
  item: z.object({
    SSHPublicKeyId: z.string().check(z.minLength(1)),
    Status: z.enum(['Active', 'Inactive']),
    UploadDate: optionalText,
  }),
  toFact: ({ SSHPublicKeyId, Status, UploadDate }, { reading, place }): ListedSshKey => ({
    kind: 'ssh-public-key',
    keyId: SSHPublicKeyId,
    status: Status === 'Active' ? 'active' : 'inactive',
    uploadedAt: pastInstant(reading, UploadDate, 'UploadDate', place),
  }),
})
