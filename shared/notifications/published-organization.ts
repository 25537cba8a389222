import * as z from 'zod/mini'

const severities = z.enum(['critical', 'high', 'medium', 'low', 'info'])
const counts = z.object({ critical: z.number(), high: z.number(), medium: z.number(), low: z.number() })

/** Of an organization's digest what a chat shows; keys that are not needed here are passed over. */
export const publishedOrganizationSchema = z.object({
  schemaVersion: z.literal(1),
  kind: z.literal('organization-digest'),
  assessedAt: z.string(),
  firstRun: z.boolean(),
  accounts: z.object({ listed: z.number(), audited: z.number(), notAudited: z.number(), closed: z.number() }),
  counts,
  across: z.object({ new: z.array(z.object({ ruleId: z.string(), severity: severities, message: z.string() })) }),
  inAccounts: z.object({ new: z.array(z.object({ account: z.string(), severity: severities, message: z.string() })) }),
  notAudited: z.array(z.object({ reason: z.string(), accountCount: z.number() })),
  report: z.string(),
  reportUrl: z.optional(z.string()),
})

export type PublishedOrganization = z.infer<typeof publishedOrganizationSchema> & {
  /** The news in one line, as the mail's. */
  readonly subject: string
}

/** How much was seen, and what is open; the headline of a first run has the latter. */
export const organizationSeen = ({ accounts, counts: open, firstRun, assessedAt }: PublishedOrganization): string => {
  const { audited, listed, notAudited, closed } = accounts
  return [
    `${audited} of ${listed} ${listed === 1 ? 'account' : 'accounts'} audited, ${notAudited} could not be, ${closed} closed`,
    ...(firstRun
      ? []
      : [`${open.critical} critical · ${open.high} high · ${open.medium} medium · ${open.low} low open`]),
    assessedAt.slice(0, 10),
  ].join(' · ')
}

/** Said by its reason, once. */
const isNotCoverage = ({ ruleId }: PublishedOrganization['across']['new'][number]): boolean =>
  ruleId !== 'organization-account-not-audited'

/** What is told below the headline: titles, and a line for each entry. */
export const organizationSections = ({
  firstRun,
  across,
  inAccounts,
  notAudited,
}: PublishedOrganization): readonly (readonly [title: string, lines: readonly string[]])[] => [
  [
    'Could not be audited',
    notAudited.map(
      ({ reason, accountCount }) => `${accountCount} ${accountCount === 1 ? 'account' : 'accounts'}: ${reason}`,
    ),
  ],
  ['Across accounts, new', across.new.filter(isNotCoverage).map(({ severity, message }) => `${severity}: ${message}`)],
  [
    firstRun ? 'Found in accounts' : 'New in accounts',
    inAccounts.new.map(({ account, severity, message }) => `${account}, ${severity}: ${message}`),
  ],
]
