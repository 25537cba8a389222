import { resourceTypesOf } from '#shared/catalogue/actions.ts'

const RESOURCE_PART = 5

interface Parts {
  readonly service: string
  readonly resource: string
}

/** The parts of an ARN that leaves the Region open, as `arn:aws:s3:::*` and `arn:aws:ssm:*:111111111111:parameter/*` do. */
const partsOf = (text: string): Parts | undefined => {
  const [prefix, , service = '', region = '', , ...resource] = text.split(':')
  return prefix === 'arn' && /^\**$/u.test(region) ? { service, resource: resource.join(':') } : undefined
}

export const serviceOfArn = (text: string): string => partsOf(text)?.service ?? ''

const isEverything = (resource: string): boolean => /^\*+(?:\/\*+)?$/u.test(resource)

// What names a whole ends in a wildcard: the others, nearly all, need not be taken apart.
const mayNameWhole = (text: string): boolean => text.endsWith('*')

/** `arn:aws:s3:::*`, `arn:aws:iam::111111111111:*`: whatever has an ARN of that service. */
export const namesWholeService = (text: string, service: string): boolean => {
  if (!mayNameWhole(text)) return false
  const parts = partsOf(text)
  return parts?.service === service && isEverything(parts.resource)
}

const isKind = (service: string, kind: string): boolean =>
  resourceTypesOf(service).some(({ arn }) => arn.split(':').slice(RESOURCE_PART).join(':').startsWith(kind))

/** The same, and `arn:aws:secretsmanager:*:*:secret:*`: all resources of one kind. A bucket's name is no kind. */
export const namesWholeKind = (text: string, service: string): boolean => {
  if (!mayNameWhole(text)) return false
  const parts = partsOf(text)
  if (parts?.service !== service) return false
  if (isEverything(parts.resource)) return true
  const kind = /^(?<kind>[a-z][A-Za-z-]*[:/])\*+(?:[:/]\*+)*$/u.exec(parts.resource)?.groups?.['kind']
  return kind !== undefined && isKind(service, kind)
}
