import type { TrailRecord } from '#shared/facts/trail-record.ts'

/** What a refusal itself says: the action that IAM refused and, often, the resource on which. */
export interface Denial {
  readonly action: string
  readonly resource?: string
  /** IAM's older messages name its own entities without an ARN: `role/app`. */
  readonly entity?: string
}

const ACTION = '([A-Za-z0-9-]+:[A-Za-z0-9]+)'
// "User: ARN is not authorized to perform: ACTION on resource: ARN because …" (IAM user guide, "Troubleshoot access denied error messages").
// Amazon S3 quotes the ARN, which may hold a key with spaces.
const PERFORM = new RegExp(
  `not authorized to perform:?\\s+${ACTION}(?:\\s+on resource:?\\s+(?:"([^"]+)"|(\\S+)))?`,
  'u',
)
const ENTITY = /\son resource:?\s+(role|user|group|instance profile)\s+([\w+=,.@-]+)/u
// "Principal [ARN] is not allowed to execute [ACTION] on the resource": Amazon WorkDocs.
const EXECUTE = new RegExp(`not allowed to execute \\[${ACTION}\\]`, 'u')
const LONGEST = 4_096

// What the exceptions of AWS's API models say of a caller who lacks a permission, be it in an API of another service.
const REFUSED =
  /AccessDenied|AccessForbidden|Forbidden|Unauthorized(?!Partner)|NotAuthorized|AuthorizationError|^AuthorizationException$|InsufficientPrivileges|InsufficientDependencyServiceAccess|^OperationNotPermittedFault$/iu
// Of the role of a function, of a loader or of a replication: the caller was allowed to call.
const OF_ANOTHER_ROLE = /^(?:EC2AccessDeniedException|LoadUrlAccessDeniedException|S3AccessDeniedFault)$/u
const isOfFunction = (errorCode: string, eventSource: string | undefined): boolean =>
  eventSource === 'lambda.amazonaws.com' && errorCode === 'KMSAccessDeniedException'

/** True for the codes by which services say that the request was refused, by whichever policy. */
export const isRefusal = (errorCode: string, eventSource?: string): boolean =>
  REFUSED.test(errorCode) && !OF_ANOTHER_ROLE.test(errorCode) && !isOfFunction(errorCode, eventSource)

/** True for the codes by which services say that a permission was missing. `VpceAccessDenied` speaks of the endpoint's policy, not of the caller's. */
export const isDenial = (errorCode: string | undefined, eventSource?: string): boolean =>
  errorCode !== undefined && errorCode !== 'VpceAccessDenied' && isRefusal(errorCode, eventSource)

const cleanResource = (text: string | undefined): string | undefined => {
  const resource = text?.replace(/[.,;]+$/u, '')
  return resource !== undefined && (resource.startsWith('arn:') || resource === '*') ? resource : undefined
}

const entityIn = (message: string): string | undefined => {
  const [, kind, name] = ENTITY.exec(message) ?? []
  return kind === undefined || name === undefined ? undefined : `${kind.replace(' ', '-')}/${name}`
}

/** The refused action and resource, if the record is a denial whose message names them. */
export const denialOf = (record: TrailRecord): Denial | undefined => {
  if (!isDenial(record.errorCode, record.eventSource) || record.errorMessage === undefined) return undefined
  const message = record.errorMessage.slice(0, LONGEST)
  const [, performed, quoted, bare] = PERFORM.exec(message) ?? []
  const action = performed ?? EXECUTE.exec(message)?.[1]
  if (action === undefined) return undefined
  const resource = quoted?.startsWith('arn:') === true ? quoted : cleanResource(bare)
  if (resource !== undefined) return { action, resource }
  const entity = entityIn(message)
  return entity === undefined ? { action } : { action, entity }
}
