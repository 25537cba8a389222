import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { deviceWords, whyNoDevicesToJudge } from './root-mfa-devices.ts'
import { rootUserOf } from './root-words.ts'

export const rootMfaNotPhishingResistant = defineRule({
  id: 'root-mfa-not-phishing-resistant',
  family: 'root',
  title: 'The root user has a hardware token but no phishing-resistant MFA device',
  severity: 'low',
  frameworks: [],
  rationale: 'A code from a token can be typed into a copied sign-in page; a FIDO device answers only to the real one.',
  remediation: 'Register a FIDO security key or a passkey for the root user.',
  needs: ['account-summary', 'virtual-mfa-devices'],
  subjects: rootUserOf,
  evaluate(root, { account }) {
    const silent = whyNoDevicesToJudge(root, account)
    if (silent) return silent
    if (root.mfaDevices.state === 'unknown') return unknown(root.mfaDevices.reason)
    const devices = root.mfaDevices.value
    if (devices.length === 0) return unknown('a hardware or FIDO device of the root user is listed to root itself only')
    if (devices.some(({ mfaKind }) => mfaKind === 'fido')) return pass
    if (!devices.some(({ mfaKind }) => mfaKind === 'hardware')) {
      return notApplicable('the root user has neither a hardware nor a FIDO device, which is a finding of its own')
    }
    return fail(`No MFA device of the root user resists phishing: ${deviceWords(devices)}.`, {
      evidence: { devices: devices.map(({ serialNumber }) => serialNumber) },
    })
  },
})
