import type { TrailRecord } from '#shared/facts/trail-record.ts'

/** What a refusal itself says: the action that IAM refused and, often, the resource on which. */
export interface Denial {
  readonly action: string
  readonly resource?: string
}

// "User: ARN is not authorized to perform: ACTION on resource: ARN because …" (IAM user guide, "Troubleshoot access denied error messages").
const PERFORM = /not authorized to perform:?\s+([a-z0-9-]+:[A-Za-z0-9]+)(?:\s+on resource:?\s+("?)([^\s"]+)\2)?/u
const LONGEST = 4_096

const DENIED_CODES =
  /(?:AccessDenied|UnauthorizedOperation|UnauthorizedException|NotAuthorized|AuthorizationError|Forbidden|Unauthorized)/iu

/** True for the codes by which services say that a permission was missing. `VpceAccessDenied` speaks of the endpoint's policy, not of the caller's. */
export const isDenial = (errorCode: string | undefined): boolean =>
  errorCode !== undefined && errorCode !== 'VpceAccessDenied' && DENIED_CODES.test(errorCode)

const cleanResource = (text: string | undefined): string | undefined => {
  const resource = text?.replace(/[.,;]+$/u, '')
  return resource !== undefined && (resource.startsWith('arn:') || resource === '*') ? resource : undefined
}

/** The refused action and resource, if the record is a denial whose message names them. */
export const denialOf = (record: TrailRecord): Denial | undefined => {
  if (!isDenial(record.errorCode) || record.errorMessage === undefined) return undefined
  const found = PERFORM.exec(record.errorMessage.slice(0, LONGEST))
  const action = found?.[1]
  if (action === undefined) return undefined
  const resource = cleanResource(found?.[3])
  return resource === undefined ? { action } : { action, resource }
}
