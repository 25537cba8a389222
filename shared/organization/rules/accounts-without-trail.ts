import { fail, pass, unknown } from '#shared/rules/outcome.ts'
import { auditedOf } from '../organization-facts.ts'
import { inAccounts, type OrganizationRule, someIds, wholeOrganization } from '../organization-rule.ts'

export const accountsWithoutTrail: OrganizationRule = {
  id: 'organization-accounts-without-trail',
  title: 'Accounts of the organization are recorded by no trail',
  severity: 'high',
  rationale: 'One organization trail records every account, the new ones as well, and no member can stop it.',
  remediation:
    'Make one organization trail of all Regions in the management account or the delegated administrator of CloudTrail.',
  judge: (facts) => {
    const audited = auditedOf(facts)
    const subject = wholeOrganization(facts)
    const without = audited.filter(({ card }) => card.trail === 'absent').map(({ account }) => account.id)
    const dark = audited.filter(({ card }) => card.trail === 'unknown').length
    if (without.length > 0) {
      const message = `In ${without.length} of ${audited.length} accounts no trail records all management events of all Regions.`
      return [{ subject, outcome: fail(message, { evidence: someIds(without) }) }]
    }
    if (dark > 0)
      return [{ subject, outcome: unknown(`${inAccounts(dark)} it is not known whether a trail records them.`) }]
    return [{ subject, outcome: pass }]
  },
}
