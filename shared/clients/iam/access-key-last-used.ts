import { GetAccessKeyLastUsedCommand } from '@aws-sdk/client-iam'
import type { GetAccessKeyLastUsedCommandOutput } from '@aws-sdk/client-iam'
import type { AuditClients } from '../audit-clients.ts'
import type { SendOptions } from '../collection.ts'

export const actions = ['iam:GetAccessKeyLastUsed']

export const readAccessKeyLastUsed = (
  { iam }: AuditClients,
  AccessKeyId: string,
  options: SendOptions,
): Promise<GetAccessKeyLastUsedCommandOutput> => iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }), options)
