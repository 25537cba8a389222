import { wrapped } from './wrapped.ts'
import type { MemberFinding, OrganizationDigest } from './organization-digest.ts'

interface Section {
  readonly title: string
  readonly total: number
  readonly blocks: readonly (readonly string[])[]
  /** What has no block. */
  readonly rest: string | undefined
}

const memberLines = ({ account, severity, risk, message, ruleId }: MemberFinding): string[] => [
  ...wrapped(`${account}: ${message}`, '- ', '  '),
  ...wrapped(`(${severity}, risk ${risk}, ${ruleId})`, '  ', '  '),
]

const ownLines = ({ message, severity, remediation }: OrganizationDigest['ownFresh'][number]): string[] => [
  ...wrapped(`${severity}: ${message}`, '- ', '  '),
  ...wrapped(`Do: ${remediation.text}`, '  ', '    '),
]

const NAMED_ACCOUNTS = 10

const reasonLines = ({ reason, accounts }: OrganizationDigest['notAudited'][number]): string[] => {
  const rest = accounts.length - NAMED_ACCOUNTS
  const named = accounts.slice(0, NAMED_ACCOUNTS).join(', ')
  return [
    ...wrapped(`${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'}: ${reason}`, '- ', '  '),
    ...wrapped(rest > 0 ? `${named} and ${rest} more, in the report` : named, '  ', '  '),
  ]
}

const restOf = (count: number, what: string): string | undefined =>
  count > 0 ? `  and ${count} more${what}, in the report` : undefined

const sectionLines = ({ title, total, blocks, rest }: Section): string[] => {
  if (total === 0) return []
  const heading = `${title} (${total})`
  return ['', heading, '-'.repeat(heading.length), ...blocks.flat(), ...(rest === undefined ? [] : [rest])]
}

const sectionsOf = (digest: OrganizationDigest, most: number): readonly Section[] => {
  const of = <T>(title: string, list: readonly T[], lines: (item: T) => string[], total = list.length): Section => ({
    title,
    total,
    blocks: list.slice(0, most).map(lines),
    rest: restOf(total - Math.min(most, list.length), ''),
  })
  const { totals, firstRun } = digest
  return [
    {
      title: 'ACCOUNTS THAT COULD NOT BE AUDITED',
      total: digest.accounts.notAudited,
      blocks: digest.notAudited.slice(0, most).map(reasonLines),
      rest: restOf(digest.notAudited.length - most, ' reasons'),
    },
    of('ACROSS ACCOUNTS, NEW', digest.ownFresh.filter(isNotCoverage), ownLines),
    of('ACROSS ACCOUNTS, CHANGED', digest.ownChanged.filter(isNotCoverage), ownLines),
    of(firstRun ? 'FOUND IN ACCOUNTS' : 'NEW IN ACCOUNTS', digest.fresh, memberLines, totals.fresh),
    of('CHANGED IN ACCOUNTS', digest.changed, memberLines, totals.changed),
    of('RESOLVED IN ACCOUNTS', digest.resolved, memberLines, totals.resolved),
    of('ACROSS ACCOUNTS, RESOLVED', digest.ownResolved, ({ message }) => wrapped(message, '- ', '  ')),
    of('ACCOUNTS WITH THE GRAVEST FINDINGS', digest.worstAccounts.slice(0, NAMED_ACCOUNTS), ({ id, name, findings }) =>
      wrapped(
        `${name} (${id}): ${findings.critical} critical, ${findings.high} high, ${findings.medium} medium`,
        '- ',
        '  ',
      ),
    ),
  ]
}

// Said by reason in a section of its own, not once for each account.
const isNotCoverage = ({ ruleId }: OrganizationDigest['ownFresh'][number]): boolean =>
  ruleId !== 'organization-account-not-audited'

/** Plain text, 78 columns: what was not seen first, then the news, then where to begin. */
export const organizationMail = (digest: OrganizationDigest, most = 25): string => {
  const { accounts, counts, organization, assessedAt } = digest
  const head = [
    ...wrapped(`Credential audit of ${organization}, ${assessedAt.slice(0, 16).replace('T', ' ')} UTC`, '', ''),
    ...wrapped(
      `${accounts.audited} of ${accounts.listed} accounts audited, ${accounts.notAudited} not, ${accounts.closed} closed.`,
      '',
      '',
    ),
    `Open: ${counts.critical} critical, ${counts.high} high, ${counts.medium} medium, ${counts.low} low.`,
    ...wrapped(`Whole report: ${digest.reportLocation}`, '', ''),
  ]
  return `${[...head, ...sectionsOf(digest, most).flatMap(sectionLines)].join('\n')}\n`
}
