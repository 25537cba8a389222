import { headline } from './headline.ts'
import type { OrganizationDigest } from './organization-digest.ts'

const accountsOf = ({ listed, notAudited }: OrganizationDigest['accounts']): string =>
  [`${listed} ${listed === 1 ? 'account' : 'accounts'}`, ...(notAudited > 0 ? [`${notAudited} not audited`] : [])].join(
    ', ',
  )

/** The news in one line, as an account's; whose it is and how much of it was seen stands in it. */
export const organizationHeadline = (digest: OrganizationDigest): string => {
  const { organization, accounts, firstRun, counts, totals, ownFresh, ownChanged, ownResolved } = digest
  // Without an id it is called "the organization" anyway.
  const whose = organization.startsWith('o-') ? `organization ${organization}` : organization
  return headline({
    name: `${whose} (${accountsOf(accounts)})`,
    firstRun,
    counts,
    fresh: [...ownFresh, ...digest.fresh],
    totals: {
      fresh: totals.fresh + ownFresh.length,
      changed: totals.changed + ownChanged.length,
      resolved: totals.resolved + ownResolved.length,
      notAssessed: 0,
    },
  })
}
