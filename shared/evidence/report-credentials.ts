import type { AccessKey, LastUse, Password, SigningCertificate } from '#shared/facts/credential.ts'
import { type Known, known, type Unknown, unknownFact } from '#shared/facts/known.ts'
import { plausibleUse } from './plausible-use.ts'
import { flagOf, instantOf, lastUseOf, nextRotationOf, type ReportRow, sentinelOf, untold } from './report-row.ts'

/** A key as the report tells it: without id, and before it is known whose unique id it belongs to. */
export type ReportKey = Omit<AccessKey, 'kind' | 'owner' | 'accessKeyId' | 'slot'> & { readonly slot: 1 | 2 }
export type ReportCertificate = Omit<SigningCertificate, 'kind' | 'owner' | 'certificateId'>

const RESET_NOT_TOLD = unknownFact('The credential report does not tell whether a new password must still be set.')

export const passwordOf = (row: ReportRow): Known<Password> => {
  const enabled = flagOf(row, 'password_enabled')
  if (enabled.state === 'unknown') return enabled
  if (!enabled.value) return known({ state: 'none' })
  return known({
    state: 'set',
    lastUsed: lastUseOf(row, 'password_last_used', ['no_information']),
    lastChanged: instantOf(row, 'password_last_changed'),
    nextRotation: nextRotationOf(row),
    resetRequired: RESET_NOT_TOLD,
  })
}

const SLOTS = [1, 2] as const
type Slot<T> = T | 'none' | Unknown

const filled = (row: ReportRow, column: string): boolean => {
  const text = row.cell(column)
  return text !== undefined && sentinelOf(text) === undefined
}

/** Of an inactive slot only the date tells a credential from an empty slot: the live report keeps it, also when inactive. */
const isEmptySlot = (row: ReportRow, rotated: string, used?: string): boolean => {
  if (used !== undefined && filled(row, used)) return false
  return sentinelOf(row.cell(rotated) ?? '') === 'N/A'
}

const wordIn = (row: ReportRow, column: string): string | undefined =>
  filled(row, column) ? row.cell(column)?.trim() : undefined

const keyUse = (row: ReportRow, slot: 1 | 2): LastUse => {
  const use = lastUseOf(row, `access_key_${slot}_last_used_date`, ['N/A'])
  if (use.state !== 'used') return use
  // Services without a Region (S3) say N/A: the key was used all the same.
  const region = wordIn(row, `access_key_${slot}_last_used_region`)
  const service = wordIn(row, `access_key_${slot}_last_used_service`)
  return { ...use, ...(region !== undefined && { region }), ...(service !== undefined && { service }) }
}

const keyInSlot = (row: ReportRow, slot: 1 | 2): Slot<ReportKey> => {
  const rotated = `access_key_${slot}_last_rotated`
  const active = flagOf(row, `access_key_${slot}_active`)
  if (active.state === 'unknown') return active
  if (!active.value && row.cell(rotated) === undefined) return untold(row, rotated)
  if (!active.value && isEmptySlot(row, rotated, `access_key_${slot}_last_used_date`)) return 'none'
  const createdAt = instantOf(row, rotated)
  return {
    slot,
    status: active.value ? 'active' : 'inactive',
    createdAt,
    lastUsed: plausibleUse(row.reading, keyUse(row, slot), createdAt, {
      what: `Access key ${slot}`,
      place: row.place,
    }),
  }
}

const certificateInSlot = (row: ReportRow, slot: 1 | 2): Slot<ReportCertificate> => {
  const rotated = `cert_${slot}_last_rotated`
  const active = flagOf(row, `cert_${slot}_active`)
  if (active.state === 'unknown') return active
  if (!active.value && row.cell(rotated) === undefined) return untold(row, rotated)
  if (!active.value && isEmptySlot(row, rotated)) return 'none'
  return { slot, status: active.value ? 'active' : 'inactive', uploadedAt: instantOf(row, rotated) }
}

const secondOf = (date: Known<Date>): number | undefined =>
  date.state === 'known' ? Math.floor(date.value.getTime() / 1000) : undefined

const bothSlots = <T extends { readonly twin?: true }>(
  read: (slot: 1 | 2) => Slot<T>,
  madeAt: (held: T) => Known<Date>,
): Known<readonly T[]> => {
  const held: T[] = []
  for (const slot of SLOTS) {
    const found = read(slot)
    if (found === 'none') continue
    if ('state' in found && found.state === 'unknown') return found
    held.push(found as T)
  }
  const [first, second] = held
  if (first === undefined || second === undefined || secondOf(madeAt(first)) !== secondOf(madeAt(second))) {
    return known(held)
  }
  return known([first, { ...second, twin: true }])
}

export const accessKeysOf = (row: ReportRow): Known<readonly ReportKey[]> =>
  bothSlots(
    (slot) => keyInSlot(row, slot),
    ({ createdAt }) => createdAt,
  )

export const certificatesOf = (row: ReportRow): Known<readonly ReportCertificate[]> =>
  bothSlots(
    (slot) => certificateInSlot(row, slot),
    ({ uploadedAt }) => uploadedAt,
  )
