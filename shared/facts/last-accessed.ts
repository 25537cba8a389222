/** What IAM's own last-accessed report says of one service: when it was last asked for, and which of its actions. */
export interface ServiceLastAccess {
  readonly at?: Date
  /** By `service:Action`; without an instant: never in the time that IAM tracks. Only where the report goes down to actions. */
  readonly actions: ReadonlyMap<string, Date | undefined>
}

/** Actions of which no report tells: their service may be in use by them alone (IAM user guide, "Things to know about last accessed information"). */
export const NEVER_REPORTED: ReadonlySet<string> = new Set(['iam:PassRole'])

/** IAM's report on one principal. It counts attempts, refused ones as well, and goes back 400 days at least. */
export interface LastAccessedReport {
  readonly file: string
  /** The report itself does not name its subject: a wrapper's `Arn`, or the entity that all of its rows name. */
  readonly principalArn?: string
  readonly generatedAt?: Date
  readonly services: ReadonlyMap<string, ServiceLastAccess>
}

/** The reports that were asked for. */
export interface LastAccessed {
  readonly reports: readonly LastAccessedReport[]
  /** Why there is none, by the principal's ARN. */
  readonly failures: ReadonlyMap<string, string>
}

interface Subject {
  readonly arn: string
  readonly name: string
  /** Whatever is neither user nor group is a role to IAM. */
  readonly kind: string
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-')

const nameOfFile = (file: string): string => plain(file.slice(file.lastIndexOf('/') + 1).replace(/\.json$/iu, ''))

/**
 * Finds the report on a principal. Its subject is the wrapper's `Arn`, else the only entity that its rows name, else its file's name: the ARN,
 * `role-NAME`, `user-NAME` or `group-NAME`, with whatever a file name cannot hold as `-` or `_`.
 */
export const reportsByPrincipal = (
  reports: readonly LastAccessedReport[],
): ((principal: Subject) => LastAccessedReport | undefined) => {
  const told = new Map<string, LastAccessedReport>()
  const named = new Map<string, LastAccessedReport>()
  for (const report of reports.toReversed()) {
    if (report.principalArn === undefined) named.set(nameOfFile(report.file), report)
    else told.set(report.principalArn, report)
  }
  return ({ arn, name, kind }) => {
    const type = kind === 'user' || kind === 'group' ? kind : 'role'
    return told.get(arn) ?? named.get(plain(arn)) ?? named.get(plain(`${type}-${name}`))
  }
}
