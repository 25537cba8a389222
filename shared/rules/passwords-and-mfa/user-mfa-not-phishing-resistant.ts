import type { MfaKind } from '#shared/facts/credential.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { passwordOf, usersWithKnownPasswordOf } from '../subjects-of.ts'
import { byWeakness, MFA_KIND_WORDS, mfaEvidence, mfaOf } from './mfa-words.ts'

const listed = (kind: MfaKind, serialNumber: string): string => `${kind} ${serialNumber}`

export const userMfaNotPhishingResistant = defineRule({
  id: 'user-mfa-not-phishing-resistant',
  family: 'passwords-and-mfa',
  title: 'Console user can sign in with MFA that is neither FIDO nor hardware',
  severity: 'low',
  frameworks: [],
  rationale:
    'A code from a telephone is typed into a phishing page as easily as the password before it. A passkey or security key answers only to the real address. The weakest device of a user decides, because the attacker chooses.',
  remediation: 'Register a passkey or security key, better two, and then deactivate the weaker devices.',
  needs: ['credential-report', 'mfa-devices'],
  parameters: {
    accepted: words(['fido', 'hardware'], 'Kinds of devices that are strong enough: fido, hardware, virtual, sms.'),
  },
  subjects: usersWithKnownPasswordOf,
  evaluate(user, { parameters: { accepted } }) {
    if (passwordOf(user).state === 'none') return notApplicable('the user has no console password')
    const mfa = mfaOf(user)
    if (mfa.state === 'unknown') return unknown(mfa.reason)
    if (!mfa.value) return notApplicable('the user has no MFA at all')
    if (user.mfaDevices.state === 'unknown') return unknown(user.mfaDevices.reason)
    const devices = byWeakness(user.mfaDevices.value)
    const weakest = devices.find(({ mfaKind }) => !accepted.includes(mfaKind))
    if (weakest === undefined) return pass
    const all = devices.map(({ mfaKind, serialNumber }) => listed(mfaKind, serialNumber)).join(', ')
    return fail(`${user.name} can sign in with ${MFA_KIND_WORDS[weakest.mfaKind]}; its devices: ${all}.`, {
      ...(weakest.enabledAt ? { since: weakest.enabledAt } : {}),
      evidence: { ...mfaEvidence(user), weakest: weakest.serialNumber },
    })
  },
  commands: (user) => [awsCommand('iam list-mfa-devices', { 'user-name': user.name })],
})
