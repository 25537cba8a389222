import type { MfaDevice, MfaKind } from '#shared/facts/credential.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import type { User } from '#shared/facts/principal.ts'

/**
 * The list of devices is newer than the credential report, which keeps its bytes for four hours: a device made since counts.
 * A report that says yes beside an empty list is a contradiction, and contradictions are not decided here.
 */
export const mfaOf = (user: User): Known<boolean> => {
  const { mfaDevices, mfaActive } = user
  if (mfaDevices.state === 'unknown') return mfaActive
  if (mfaDevices.value.length > 0) return known(true)
  if (mfaActive.state === 'known' && mfaActive.value) {
    return unknownFact(`the credential report says that ${user.name} has MFA, and the list of its devices is empty`)
  }
  return known(false)
}

const WEAKEST_FIRST: readonly MfaKind[] = ['sms', 'virtual', 'hardware', 'fido']

export const MFA_KIND_WORDS: Readonly<Record<MfaKind, string>> = {
  sms: 'text messages',
  virtual: 'a virtual device',
  hardware: 'a hardware token',
  fido: 'a passkey or security key',
}

/** Weakest first: whoever attacks chooses the device. */
export const byWeakness = (devices: readonly MfaDevice[]): readonly MfaDevice[] =>
  [...devices].sort(
    (a, b) =>
      WEAKEST_FIRST.indexOf(a.mfaKind) - WEAKEST_FIRST.indexOf(b.mfaKind) || byCodeUnit(a.serialNumber, b.serialNumber),
  )

export const mfaEvidence = (user: User): Readonly<Record<string, JsonValue>> => ({
  reportSaysMfaActive: user.mfaActive.state === 'known' ? user.mfaActive.value : null,
  devices:
    user.mfaDevices.state === 'known'
      ? user.mfaDevices.value.map(({ serialNumber, mfaKind }) => ({ serialNumber, kind: mfaKind }))
      : null,
})
