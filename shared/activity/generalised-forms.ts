/** `arn:…:bucket/a/b` → `arn:…:bucket/a/*`; a name without a parent becomes `arn:…:type:*`. */
export const parentOfResource = (resource: string): string => {
  const start = resource.startsWith('arn:') ? endOfArnPrefix(resource) : 0
  const cut = Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':'))
  return cut < start ? `${resource.slice(0, start)}*` : `${resource.slice(0, cut + 1)}*`
}

const endOfArnPrefix = (arn: string): number => {
  let at = 0
  for (let colons = 0; colons < 5; colons += 1) at = arn.indexOf(':', at) + 1 || arn.length
  return at
}

/** The /24 of an IPv4 address, the /48 of an IPv6 one; a service's name stays. */
export const networkOfAddress = (address: string): string => {
  const octets = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address)
  if (octets) return `${octets[1]}.0/24`
  if (!address.includes(':')) return address
  return `${address.split(':').slice(0, 3).join(':')}::/48`
}

/** `aws-cli/2.15 Python/3.11 …` → `aws-cli`. */
export const productOfAgent = (agent: string): string => /^[^/\s]+/.exec(agent)?.[0]?.slice(0, 64) ?? ''

export const noGeneralForm = (): string => '*'
