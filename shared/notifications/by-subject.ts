import { type FindingSubject, isAtLeast, type Severity } from '#shared/findings/finding.ts'

type About = { readonly id: string; readonly subject: Pick<FindingSubject, 'type' | 'arn'> }

/** The account is the subject of what has nothing to do with each other. */
const groupOf = ({ id, subject }: About): string => (subject.type === 'account' ? id : subject.arn)

const MOST_ALSO = 5

/** What stands under the gravest of a subject. A first run is calm: of it only what is grave itself; the milder is counted. */
export const alsoTold = <Finding extends { readonly severity: Severity }>(
  others: readonly Finding[],
  firstRun: boolean,
): { readonly told: readonly Finding[]; readonly counted: number } => {
  const told = others.filter(({ severity }) => !firstRun || isAtLeast(severity, 'high')).slice(0, MOST_ALSO)
  return { told, counted: others.length - told.length }
}

/** What is told of one user, role or policy stands together, at the place of the first, which is the gravest. */
export const bySubject = <Finding extends About>(
  findings: readonly Finding[],
): readonly (readonly [Finding, ...(readonly Finding[])])[] =>
  [...Map.groupBy(findings, groupOf).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  )
