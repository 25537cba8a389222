import { countWords } from './headline.ts'
import { FIRST_RUN, reportLines } from './mail-frame.ts'
import type { MemberFinding, OrganizationDigest } from './organization-digest.ts'
import { organizationHeadline } from './organization-headline.ts'
import { wrapped } from './wrapped.ts'

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

const headOf = (digest: OrganizationDigest): readonly string[] => {
  const { accounts, counts, environment, firstRun, assessedAt } = digest
  const seen = [
    `${accounts.audited} of ${accounts.listed} accounts audited ${assessedAt.slice(0, 16).replace('T', ' ')} UTC`,
    ...(accounts.notAudited > 0 ? [`${accounts.notAudited} could not be`] : []),
    ...(accounts.closed > 0 ? [`${accounts.closed} closed`] : []),
    ...(environment === undefined ? [] : [environment]),
  ]
  return [
    ...wrapped(`${organizationHeadline(digest)}.`, '', ''),
    ...(firstRun ? wrapped(FIRST_RUN, '', '') : [`Open now: ${countWords(counts)}.`]),
    ...wrapped(`${seen.join(', ')}.`, '', ''),
  ]
}

/** Plain text, 78 columns: the headline, what was not seen, then the news, then where to begin. */
export const organizationMail = (digest: OrganizationDigest, most = 25): string =>
  `${[...headOf(digest), ...sectionsOf(digest, most).flatMap(sectionLines), ...reportLines(digest)].join('\n')}\n`
