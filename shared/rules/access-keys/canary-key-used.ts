import { isoDate } from '#shared/facts/instant.ts'
import { matchesGlob } from '#shared/facts/glob.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { accessKeysOf } from '../subjects-of.ts'
import { deactivateKeyCommands, keyEvidence, keyLabel, lastUseWords } from './key-words.ts'

export const canaryKeyUsed = defineRule({
  id: 'canary-key-used',
  yieldsTo: ['canary-key-in-log'],
  family: 'access-keys',
  title: 'Access key of a canary was used',
  severity: 'critical',
  frameworks: [],
  rationale:
    'A canary key lies where only an intruder looks, and nobody has a reason to use it. Its use says that somebody has been there.',
  remediation:
    'Find in CloudTrail where the key was used from and what else came from there, and treat the place where it lay as broken into. Then lay out a new canary.',
  needs: ['credential-report', 'access-keys', 'access-key-last-used'],
  parameters: {
    users: words([], 'Names of canary users (patterns), besides the users of an identity class named `canary`.'),
  },
  subjects: accessKeysOf,
  evaluate(key, { identityClass, parameters: { users } }) {
    const isCanary = identityClass === 'canary' || users.some((pattern) => matchesGlob(pattern, key.owner.name))
    if (!isCanary) return notApplicable('the owner is not configured as a canary')
    if (key.lastUsed.state === 'unknown') return unknown(key.lastUsed.reason)
    if (key.lastUsed.state === 'never-or-not-tracked') return pass
    return fail(
      `${keyLabel(key)} is a canary that nobody should use, and was ${lastUseWords(key.lastUsed)}: find out who was there on ${isoDate(key.lastUsed.at)}.`,
      { since: key.lastUsed.at, evidence: keyEvidence(key) },
    )
  },
  commands: deactivateKeyCommands,
})
