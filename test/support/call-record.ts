import type { JsonValue } from '#shared/facts/json.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'

/** What CloudTrail says of a call that alice made in eu-west-1. `call`: the service and the event, `iam GetUser`. */
export const callRecord = (
  call: string,
  requestParameters: JsonValue,
  more: Partial<TrailRecord> = {},
): TrailRecord => {
  const [source = '', eventName = ''] = call.split(' ')
  return {
    eventSource: `${source}.amazonaws.com`,
    eventName,
    eventType: 'AwsApiCall',
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', accountId: '111122223333' },
    requestParameters,
    ...more,
  }
}
