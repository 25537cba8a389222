import { fail, notApplicable, type Outcome, pass, unknown } from '#shared/rules/outcome.ts'
import type { AccountCard } from '../account-card.ts'
import { auditedOf, type OrganizationFacts } from '../organization-facts.ts'
import { accountSubject, type OrganizationRule } from '../organization-rule.ts'

const leftOversOf = ({ root }: AccountCard): readonly string[] =>
  (
    [
      ['a password', root.password],
      ['access keys', root.accessKeys],
      ['signing certificates', root.signingCertificates],
    ] as const
  ).flatMap(([words, told]) => (told === 'present' ? [words] : []))

const judge = (card: AccountCard, name: string, { organization }: OrganizationFacts): Outcome => {
  if (organization === undefined || organization.rootCredentialsManagement === null)
    return unknown('Whether the organization manages root credentials centrally is not known.')
  if (!organization.rootCredentialsManagement)
    return notApplicable('the organization does not manage root credentials centrally')
  if (organization.managementAccountId === card.account.id)
    return notApplicable('the management account keeps its root credentials')
  const left = leftOversOf(card)
  if (left.length > 0) {
    return fail(
      `Root of account ${name} still has ${left.join(' and ')}, though the organization manages root centrally.`,
      {
        severity: card.root.accessKeys === 'present' ? 'critical' : 'high',
        evidence: { ...card.root },
      },
    )
  }
  const { password, accessKeys, signingCertificates } = card.root
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
    auditedOf(facts).map(({ account, card }) => {
      const subject = accountSubject(account)
      return { subject, outcome: judge(card, subject.name, facts) }
    }),
}
