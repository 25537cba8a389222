import { createHash } from 'node:crypto'
import { ACCOUNT_ID } from '#samples/account-tables/company.ts'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

const digest = (text: string): Buffer => createHash('sha256').update(`prod-eu sample 1|${text}`).digest()

const base32 = (bits: bigint, characters: number): string =>
  Array.from({ length: characters }, (_, place) => {
    const shift = BigInt(5 * (characters - 1 - place))
    return BASE32[Number((bits >> shift) & 31n)] ?? 'A'
  }).join('')

/**
 * Ids as IAM has made them since 2019: after the prefix comes one set bit, then 40 bits of account id, then chance.
 * So the sample's key ids name the sample's account and no other.
 */
const issuedId = (prefix: string, about: string, characters: number, account = ACCOUNT_ID): string => {
  const chanceBits = BigInt(5 * characters - 41)
  const chance = BigInt(`0x${digest(`${prefix}|${about}`).toString('hex').slice(0, 20)}`) & ((1n << chanceBits) - 1n)
  return `${prefix}${base32((((1n << 40n) | BigInt(account)) << chanceBits) | chance, characters)}`
}

export const uniqueId = (
  prefix: 'AIDA' | 'AROA' | 'AGPA' | 'ANPA' | 'AIPA' | 'ASCA' | 'ACCA',
  about: string,
  account?: string,
): string => issuedId(prefix, about, 17, account)

/** Long-lived key, temporary key, SSH public key. */
export const keyId = (prefix: 'AKIA' | 'ASIA' | 'APKA', about: string, account?: string): string =>
  issuedId(prefix, about, 16, account)

export const accessKeyIdOf = (user: string, label: string): string => keyId('AKIA', `${user}/${label}`)

const BASE62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
export const word = (about: string, characters: number, letters = BASE62): string => {
  const bytes = Buffer.concat([digest(`${about}|1`), digest(`${about}|2`)])
  return Array.from({ length: characters }, (_, place) => letters[(bytes[place] ?? 0) % letters.length]).join('')
}
export const upperWord = (about: string, characters: number): string => word(about, characters, BASE32)
export const hex = (about: string, characters: number): string => digest(about).toString('hex').slice(0, characters)

export const uuid = (about: string): string => {
  const h = hex(about, 32)
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`
}

/** Numbers between 0 and 1, always the same ones for the same name. */
export const chanceOf = (about: string): (() => number) => {
  let state = digest(about).readUInt32LE(0)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
