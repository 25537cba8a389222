import type { Rule } from '../rule.ts'
import { administratorWithoutMfa } from './administrator-without-mfa.ts'
import { consolePasswordNeverUsed } from './console-password-never-used.ts'
import { consolePasswordUnused } from './console-password-unused.ts'
import { consoleUserWithoutMfa } from './console-user-without-mfa.ts'
import { fidoCertificationBelowMinimum } from './fido-certification-below-minimum.ts'
import { firstPasswordNeverChanged } from './first-password-never-changed.ts'
import { machineUserWithPassword } from './machine-user-with-password.ts'
import { machineUserWithoutMfa } from './machine-user-without-mfa.ts'
import { passwordPastRotationDate } from './password-past-rotation-date.ts'
import { passwordPolicyAllowsReuse } from './password-policy-allows-reuse.ts'
import { passwordPolicyTooShort } from './password-policy-too-short.ts'
import { passwordPolicyWithoutExpiry } from './password-policy-without-expiry.ts'
import { passwordPolicyWithoutLowercase } from './password-policy-without-lowercase.ts'
import { passwordPolicyWithoutNumbers } from './password-policy-without-numbers.ts'
import { passwordPolicyWithoutSymbols } from './password-policy-without-symbols.ts'
import { passwordPolicyWithoutUppercase } from './password-policy-without-uppercase.ts'
import { smsMfaDevice } from './sms-mfa-device.ts'
import { userMfaNotPhishingResistant } from './user-mfa-not-phishing-resistant.ts'
import { virtualMfaDeviceUnassigned } from './virtual-mfa-device-unassigned.ts'

export const passwordAndMfaRules: readonly Rule[] = [
  administratorWithoutMfa,
  consolePasswordNeverUsed,
  consolePasswordUnused,
  consoleUserWithoutMfa,
  fidoCertificationBelowMinimum,
  firstPasswordNeverChanged,
  machineUserWithPassword,
  machineUserWithoutMfa,
  passwordPastRotationDate,
  passwordPolicyAllowsReuse,
  passwordPolicyTooShort,
  passwordPolicyWithoutExpiry,
  passwordPolicyWithoutLowercase,
  passwordPolicyWithoutNumbers,
  passwordPolicyWithoutSymbols,
  passwordPolicyWithoutUppercase,
  smsMfaDevice,
  userMfaNotPhishingResistant,
  virtualMfaDeviceUnassigned,
]
