import type { CardRoot, Told } from './account-card.ts'

const toldBy = (count: number | undefined): Told => (count === undefined ? 'unknown' : count > 0 ? 'present' : 'absent')

/** What root has, from the numbers of an account's summary. */
export const cardRootOf = (counts: {
  readonly passwords: number | undefined
  readonly accessKeys: number | undefined
  readonly signingCertificates: number | undefined
  readonly mfaDevices: number | undefined
}): CardRoot => ({
  password: toldBy(counts.passwords),
  accessKeys: toldBy(counts.accessKeys),
  signingCertificates: toldBy(counts.signingCertificates),
  mfa: toldBy(counts.mfaDevices),
})
