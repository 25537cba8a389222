import { gzipSync } from 'node:zlib'
import { activityDocument, type ActivityDocument } from '#shared/activity/activity-document.ts'
import { type FileOutcome, type FoldOptions, LogFold } from '#shared/activity/log-fold.ts'
import type { RequestsOf } from '#shared/activity/record-row.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'

/** A mapping of its own, so that these tests stand without the catalogue: the action by name, the resource from the parameters. */
export const requestsOf: RequestsOf = (record) => {
  const action = `${record.eventSource?.split('.')[0] ?? ''}:${record.eventName ?? ''}`
  const resource = record.resources?.[0]?.arn ?? JSON.stringify(record.requestParameters ?? null)
  return { actions: [action], requests: [{ action, resources: [resource], context: {} }], mappedBy: 'name', notes: [] }
}

export type Event = Record<string, unknown>

let made = 0
export const event = (changes: Event = {}): Event => {
  made += 1
  return {
    eventVersion: '1.10',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: 'arn:aws:iam::111122223333:user/ops/ann',
      accountId: '111122223333',
      accessKeyId: 'AKIAEXAMPLE',
      userName: 'ann',
    },
    eventTime: '2026-11-20T10:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'ListBuckets',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.15 Python/3.11',
    requestParameters: null,
    responseElements: null,
    eventID: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...changes,
  }
}

export const logOf = (...events: readonly unknown[]): string => JSON.stringify({ Records: events })

export type Content = string | Uint8Array

export async function* chunksOf(content: Content, size = Infinity): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export interface Folded {
  readonly profile: UsageProfile
  readonly document: ActivityDocument
  readonly outcomes: readonly FileOutcome[]
}

/** Folds files in order; named by position. */
export const fold = async (
  contents: readonly Content[],
  options: Partial<FoldOptions> & { readonly chunk?: number } = {},
): Promise<Folded> => {
  const { chunk, ...rest } = options
  const logs = new LogFold({ requestsOf, ...rest })
  const outcomes: FileOutcome[] = []
  for (const [index, content] of contents.entries())
    outcomes.push(await logs.add({ name: `file-${index}`, bytes: chunksOf(content, chunk) }))
  const profile = logs.profile()
  return { profile, document: activityDocument(profile), outcomes }
}

export const gzip = (content: Content): Uint8Array => gzipSync(content)
