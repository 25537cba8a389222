import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { deviceWords, whyNoDevicesToJudge } from './root-mfa-devices.ts'
import { rootUserOf } from './root-words.ts'

export const rootMfaVirtualOnly = defineRule({
  id: 'root-mfa-virtual-only',
  family: 'root',
  title: 'The root user has no hardware or FIDO MFA device',
  severity: 'medium',
  frameworks: [
    ...cis('1.6', { v50: '1.5', v60: '2.5', v70: '2.6' }),
    ...securityHub('IAM.6'),
    ...awsConfig('root-account-hardware-mfa-enabled'),
  ],
  rationale:
    'The secret of a virtual device lies on a telephone and in its backups; a hardware device has to be in somebody’s hand.',
  remediation:
    'Register a FIDO security key or a hardware token for the root user, and a second one that is kept elsewhere.',
  needs: ['account-summary', 'virtual-mfa-devices'],
  subjects: rootUserOf,
  evaluate(root, { account }) {
    const silent = whyNoDevicesToJudge(root, account)
    if (silent) return silent
    if (root.mfaDevices.state === 'unknown') return unknown(root.mfaDevices.reason)
    const devices = root.mfaDevices.value
    // MFA is on and no virtual device is root's: what is left is a hardware token or a FIDO device, which only root itself can list.
    if (devices.length === 0 || devices.some(({ mfaKind }) => mfaKind === 'fido' || mfaKind === 'hardware')) return pass
    return fail(`The root user has no hardware or FIDO device that is known, only ${deviceWords(devices)}.`, {
      evidence: { devices: devices.map(({ serialNumber }) => serialNumber) },
    })
  },
})
