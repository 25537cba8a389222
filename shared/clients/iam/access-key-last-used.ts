import { GetAccessKeyLastUsedCommand } from '@aws-sdk/client-iam'
import type { GetAccessKeyLastUsedCommandOutput } from '@aws-sdk/client-iam'
import type { Collection } from '../collection.ts'

export const actions = ['iam:GetAccessKeyLastUsed']

export const readAccessKeyLastUsed = (
  { ask, clients }: Collection,
  AccessKeyId: string,
): Promise<GetAccessKeyLastUsedCommandOutput> =>
  ask((options) => clients.iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }), options))
