import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { deviceWords, whyNoDevicesToJudge } from './root-mfa-devices.ts'
import { rootUserOf } from './root-words.ts'

export const rootMfaSingleDevice = defineRule({
  id: 'root-mfa-single-device',
  family: 'root',
  title: 'The root user has one MFA device only',
  severity: 'low',
  frameworks: [],
  rationale:
    'If the only device is lost, the account can be reached only after AWS has verified the owner by telephone and mail; up to eight devices are possible.',
  remediation: 'Register a second MFA device for the root user and keep it in another place.',
  needs: ['account-summary', 'virtual-mfa-devices'],
  subjects: rootUserOf,
  evaluate(root, { account }) {
    const silent = whyNoDevicesToJudge(root, account)
    if (silent) return silent
    if (root.mfaDevices.state === 'unknown') return unknown(root.mfaDevices.reason)
    const devices = root.mfaDevices.value
    if (devices.length === 0) return unknown('a hardware or FIDO device of the root user is listed to root itself only')
    if (devices.length > 1) return pass
    return fail(`The root user has one MFA device that is known: ${deviceWords(devices)}.`, {
      evidence: { devices: devices.map(({ serialNumber }) => serialNumber) },
    })
  },
})
