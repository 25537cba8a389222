import type { Rule } from '../rule.ts'
import { centralRootManagementOff } from './central-root-management-off.ts'
import { memberRootCredentialsPresent } from './member-root-credentials-present.ts'
import { rootAccessKeyPresent } from './root-access-key-present.ts'
import { rootMfaMissing } from './root-mfa-missing.ts'
import { rootMfaNotPhishingResistant } from './root-mfa-not-phishing-resistant.ts'
import { rootMfaSingleDevice } from './root-mfa-single-device.ts'
import { rootMfaVirtualOnly } from './root-mfa-virtual-only.ts'
import { rootSessionsOff } from './root-sessions-off.ts'
import { rootSigningCertificatePresent } from './root-signing-certificate-present.ts'
import { rootUsed } from './root-used.ts'

export const rootRules: readonly Rule[] = [
  rootAccessKeyPresent,
  rootMfaMissing,
  rootMfaVirtualOnly,
  rootMfaSingleDevice,
  rootMfaNotPhishingResistant,
  rootUsed,
  rootSigningCertificatePresent,
  memberRootCredentialsPresent,
  centralRootManagementOff,
  rootSessionsOff,
]
