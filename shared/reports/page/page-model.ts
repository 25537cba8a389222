import type { Finding } from '#shared/findings/finding.ts'
import type { AuditDocument } from '../audit-document.ts'
import type { CredentialEntry, PrincipalEntry } from '../inventory.ts'

/** The document with what is looked up often. Made once. */
export interface PageModel {
  readonly document: AuditDocument
  readonly findings: ReadonlyMap<string, Finding>
  readonly principals: ReadonlyMap<string, PrincipalEntry>
  readonly findingsOf: (arn: string) => readonly Finding[]
  readonly credentialsOf: (arn: string) => readonly CredentialEntry[]
  readonly kindOf: (finding: Finding) => string
  /** Everything is new on a first run: then nobody is told so on every line. */
  readonly firstRun: boolean
  /** What a search looks through, in lower case. */
  readonly wordsOf: (finding: Finding) => string
}

const grouped = <T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

export const isOpen = ({ status }: Finding): boolean => status !== 'excepted' && status !== 'resolved'

/** The kind of identity behind a finding: the class of its principal where one is known, else what it is. */
const kindOf = (finding: Finding, principals: PageModel['principals']): string => {
  const principal = principals.get(finding.subject.arn)
  if (principal === undefined) return 'account and policies'
  return principal.class ?? principal.kind
}

export const pageModel = (document: AuditDocument): PageModel => {
  const principals = new Map(document.principals.map((principal) => [principal.arn, principal]))
  const findings = grouped(document.findings, ({ subject }) => subject.arn)
  const credentials = grouped(document.credentials, ({ principal }) => principal)
  const words = new Map<Finding, string>()
  return {
    document,
    findings: new Map(document.findings.map((finding) => [finding.id, finding])),
    principals,
    findingsOf: (arn) => findings.get(arn) ?? [],
    credentialsOf: (arn) => credentials.get(arn) ?? [],
    firstRun: document.findings.every(({ status }) => status === 'new' || status === 'excepted'),
    kindOf: (finding) => kindOf(finding, principals),
    wordsOf(finding) {
      let text = words.get(finding)
      if (text === undefined) {
        const { message, ruleId, title, subject, owner, id } = finding
        text = [message, title, ruleId, subject.name, subject.arn, subject.accessKeyId ?? '', owner ?? '', id]
          .join('\n')
          .toLowerCase()
        words.set(finding, text)
      }
      return text
    },
  }
}
