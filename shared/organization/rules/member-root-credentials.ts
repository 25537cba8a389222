import type { Severity } from '#shared/findings/finding.ts'
import { fail, notApplicable, type Outcome, pass, unknown } from '#shared/rules/outcome.ts'
import type { CardRoot } from '../account-card.ts'
import type { OrganizationFacts } from '../organization-facts.ts'
import { accountSubject, type OrganizationRule } from '../organization-rule.ts'

const leftOversOf = (root: CardRoot): readonly string[] =>
  (
    [
      ['a password', root.password],
      ['access keys', root.accessKeys],
      ['signing certificates', root.signingCertificates],
      ['MFA', root.mfa],
    ] as const
  ).flatMap(([words, told]) => (told === 'present' ? [words] : []))

/** MFA alone opens nothing; it is left over all the same, and whoever holds it asks for a password to be made. */
const severityOf = ({ accessKeys, password, signingCertificates }: CardRoot): Severity => {
  if (accessKeys === 'present') return 'critical'
  return [password, signingCertificates].includes('present') ? 'high' : 'low'
}

const judge = (accountId: string, root: CardRoot, name: string, { organization }: OrganizationFacts): Outcome => {
  if (organization === undefined || organization.rootCredentialsManagement === null)
    return unknown('Whether the organization manages root credentials centrally is not known.')
  if (!organization.rootCredentialsManagement)
    return notApplicable('the organization does not manage root credentials centrally')
  if (organization.managementAccountId === accountId)
    return notApplicable('the management account keeps its root credentials')
  const left = leftOversOf(root)
  if (left.length > 0) {
    return fail(
      `Root of account ${name} still has ${left.join(' and ')}, though the organization manages root centrally.`,
      {
        severity: severityOf(root),
        evidence: { ...root },
      },
    )
  }
  const { password, accessKeys, signingCertificates } = root
  if ([password, accessKeys, signingCertificates].includes('unknown'))
    return unknown(`The evidence does not tell all root credentials of account ${name}.`)
  return pass
}

export const memberRootCredentials: OrganizationRule = {
  id: 'organization-member-root-credentials',
  title: 'Root of a member still has credentials of its own',
  severity: 'high',
  rationale:
    'Turning on central root management removes nothing: what a member’s root had before, it keeps until somebody deletes it.',
  remediation:
    'Delete the credentials from the management account or the delegated administrator of IAM, with sts:AssumeRoot and the task policy IAMDeleteRootUserCredentials.',
  judge: (facts) =>
    facts.results.flatMap((result) => {
      const root = result.state === 'audited' ? result.card.root : result.state === 'closed' ? undefined : result.root
      if (root === undefined) return []
      const subject = accountSubject(result.account)
      return [{ subject, outcome: judge(result.account.id, root, subject.name, facts) }]
    }),
}
