import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { parseAccount } from '#shared/evidence/parse-account.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { knownOr } from '#shared/facts/known.ts'
import { byKey } from '#shared/facts/order.ts'

export interface Unasked {
  readonly principal?: string
  readonly code: string
  readonly reason: string
}

const isServiceLinked = (arn: string): boolean => parseArn(arn)?.resource.startsWith('role/aws-service-role/') === true

/**
 * Of whom IAM's service last accessed is worth a report: every user and role whose policies can be changed, or the principals that are named.
 * An ARN is asked about even where the lists do not have it: IAM knows.
 */
export const lastAccessedQuestions = (
  files: readonly EvidenceFile[],
  now: Date,
  wanted?: readonly string[],
): { readonly arns: readonly string[]; readonly notAsked: readonly Unasked[] } => {
  const { users, roles } = parseAccount(files, { now })
  const known = [...knownOr(users, []), ...knownOr(roles, [])].toSorted(byKey(({ arn }) => arn))
  const [hidden] = [users, roles].flatMap((list) => (list.state === 'unknown' ? [list.reason] : []))
  if (wanted === undefined) {
    const reason = `Not every user and role is known: ${hidden ?? ''}`
    const arns = known.map(({ arn }) => arn).filter((arn) => !isServiceLinked(arn))
    return { arns, notAsked: hidden === undefined ? [] : [{ code: 'PrincipalsNotKnown', reason }] }
  }
  const asked = wanted.map((principal) => {
    if (parseArn(principal) !== undefined) return { principal, arns: [principal] }
    return { principal, arns: known.flatMap(({ arn, name }) => (name === principal ? [arn] : [])) }
  })
  const reason = hidden ?? 'No user and no role has this name; give the ARN, or a name as IAM lists it.'
  const notFound = asked.filter(({ arns }) => arns.length === 0)
  return {
    arns: asked.flatMap(({ arns }) => arns),
    notAsked: notFound.map(({ principal }) => ({ principal, code: 'PrincipalNotFound', reason })),
  }
}
