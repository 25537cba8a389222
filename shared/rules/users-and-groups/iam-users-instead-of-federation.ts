import { identityClassOf } from '../identity-class.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { count } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { cis } from '../frameworks.ts'

const LISTED = 20

/** Nobody can tell whether the row that could not be read was one of a person. */
const LEAVES_A_ROW_OUT: ReadonlySet<string> = new Set(['row-width', 'impossible-name', 'impossible-arn'])

const listWords = (names: readonly string[]): string =>
  names.length <= LISTED ? names.join(', ') : `${names.slice(0, LISTED).join(', ')} and ${names.length - LISTED} more`

export const iamUsersInsteadOfFederation = defineRule({
  id: 'iam-users-instead-of-federation',
  family: 'users-and-groups',
  title: 'People sign in as IAM users instead of through one directory',
  severity: 'medium',
  frameworks: cis('1.21', { v50: '1.20', v60: '2.20', v70: '2.19' }),
  rationale:
    'Each account with its own users has its own passwords, its own MFA and its own leavers that somebody forgets. A directory behind IAM Identity Center or SAML has one of each, and hands out credentials that expire.',
  remediation:
    'Connect the directory to IAM Identity Center, give people permission sets, and delete their passwords. Keep one or two break-glass users, in an identity class named `break-glass`.',
  needs: ['credential-report'],
  parameters: { allowed: count(0, 'Console users that may stay, besides those of the identity class `break-glass`.') },
  subjects: (account) => [account],
  evaluate(account, { configuration, parameters: { allowed } }) {
    if (account.users.state === 'unknown') return unknown(account.users.reason)
    const people: string[] = []
    let unanswered: string | undefined
    for (const user of account.users.value) {
      if (user.password.state === 'unknown') unanswered ??= user.password.reason
      else if (
        user.password.value.state === 'set' &&
        identityClassOf(user, configuration.identityClasses) !== 'break-glass'
      ) {
        people.push(user.name)
      }
    }
    if (people.length > allowed) {
      return fail(
        `${people.length} ${people.length === 1 ? 'user signs' : 'users sign'} in to the console with a password of this account: ${listWords(people)}; allowed: ${allowed}.`,
        { evidence: { consoleUsers: people } },
      )
    }
    const lost = account.problems.find(
      ({ source, code }) => source === 'credential-report' && LEAVES_A_ROW_OUT.has(code),
    )
    const reason = unanswered ?? lost?.reason
    return reason === undefined ? pass : unknown(reason)
  },
})
