/** `arn:partition:service:region:account:resource`; the resource part keeps its own colons and slashes. */
export interface Arn {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly account: string
  readonly resource: string
}

export const parseArn = (text: string): Arn | undefined => {
  const parts = text.split(':')
  const [prefix, partition, service, region, account] = parts
  if (prefix !== 'arn' || parts.length < 6 || !partition || !service) return undefined
  return { partition, service, region: region ?? '', account: account ?? '', resource: parts.slice(5).join(':') }
}

export const formatArn = ({ partition, service, region, account, resource }: Arn): string =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`

export const accountOfArn = (text: string): string | undefined => parseArn(text)?.account || undefined

/** True for the account's own root user, by the ARN's last part and never by a name that contains "root". */
export const isRootArn = (text: string): boolean => text.endsWith(':root') && parseArn(text)?.service === 'iam'
