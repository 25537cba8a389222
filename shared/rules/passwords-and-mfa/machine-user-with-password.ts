import { matchesGlobIgnoringCase } from '#shared/facts/glob.ts'
import { knownOr } from '#shared/facts/known.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { passwordOf, usersWithKnownPasswordOf } from '../subjects-of.ts'
import { passwordEvidence } from './password-words.ts'

const MACHINE_NAMES = [
  'svc-*',
  'svc_*',
  '*-svc',
  'service-*',
  'ci-*',
  '*-ci',
  'bot-*',
  '*-bot',
  'ses-smtp-user*',
  'terraform*',
  'jenkins*',
  'github-*',
  'gitlab-*',
] as const

export const machineUserWithPassword = defineRule({
  id: 'machine-user-with-password',
  family: 'passwords-and-mfa',
  title: 'Machine user has a console password',
  severity: 'medium',
  frameworks: [],
  rationale:
    'No machine signs in to the console. The password is shared among people, has no MFA of a person behind it, and what is done with it has no name.',
  remediation: 'Delete the login profile. If people work under this name, give each a sign-in of their own.',
  needs: ['credential-report'],
  parameters: {
    machineNames: words(
      MACHINE_NAMES,
      'Names of machine users (patterns, case ignored), besides the users of an identity class named `machine`.',
    ),
  },
  subjects: usersWithKnownPasswordOf,
  evaluate(user, { identityClass, parameters: { machineNames } }) {
    const password = passwordOf(user)
    const declared = identityClass === 'machine'
    const pattern = machineNames.find((name) => matchesGlobIgnoringCase(name, user.name))
    if (!declared && pattern === undefined) return notApplicable('nothing says that the user is a machine')
    if (password.state === 'none') return pass
    const why = declared ? 'is configured as a machine' : `is named like a machine (${pattern})`
    const setAt = knownOr(password.lastChanged, undefined)
    return fail(`${user.name} ${why} and has a console password.`, {
      ...(setAt ? { since: setAt } : {}),
      evidence: { ...passwordEvidence(password), namePattern: pattern ?? null },
    })
  },
  commands: (user) => [awsCommand('iam delete-login-profile', { 'user-name': user.name })],
})
