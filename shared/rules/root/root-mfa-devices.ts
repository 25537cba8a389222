import type { AccountFacts } from '#shared/facts/account.ts'
import type { MfaDevice, MfaKind } from '#shared/facts/credential.ts'
import type { RootUser } from '#shared/facts/principal.ts'
import { type NotApplicable, notApplicable, type UnknownOutcome, unknown } from '../outcome.ts'
import { GOVCLOUD_REASON, isGovCloud, rootMfaActiveOf } from './root-words.ts'

const KIND_WORDS: Readonly<Record<MfaKind, string>> = {
  virtual: 'virtual',
  fido: 'FIDO',
  sms: 'SMS',
  hardware: 'hardware token',
}

export const deviceWords = (devices: readonly MfaDevice[]): string =>
  devices.map(({ serialNumber, mfaKind }) => `${serialNumber} (${KIND_WORDS[mfaKind]})`).join(', ')

/** Why a rule on root's devices has nothing to judge: no MFA there, none possible, or none known. */
export const whyNoDevicesToJudge = (
  root: RootUser,
  account: AccountFacts,
): NotApplicable | UnknownOutcome | undefined => {
  if (isGovCloud(account)) return notApplicable(GOVCLOUD_REASON)
  const active = rootMfaActiveOf(root, account)
  if (active.state === 'unknown') return unknown(active.reason)
  if (!active.value) return notApplicable('the root user has no MFA device')
  return undefined
}
