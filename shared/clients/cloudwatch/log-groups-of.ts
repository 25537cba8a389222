import type { Trail } from '@aws-sdk/client-cloudtrail'

export interface LogGroup {
  readonly account: string
  readonly region: string
  readonly name: string
}

const logGroupOf = (arn: string): LogGroup | undefined => {
  const [, , , region, account, kind, name] = arn.split(':')
  if (region === undefined || account === undefined || name === undefined || kind !== 'log-group') return undefined
  return { account, region, name }
}

/** Where the trails write their events for CloudWatch, once each. */
export const logGroupsOf = (trails: readonly Trail[]): readonly LogGroup[] => {
  const arns = new Set(trails.map((trail) => trail.CloudWatchLogsLogGroupArn ?? '').filter((arn) => arn !== ''))
  return [...arns]
    .sort()
    .map(logGroupOf)
    .filter((group) => group !== undefined)
}
