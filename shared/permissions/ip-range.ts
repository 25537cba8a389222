/** An address as a number with its family's width; `undefined` if it is none. */
interface Address {
  readonly bits: 32 | 128
  readonly value: bigint
}

const parseV4 = (text: string): bigint | undefined => {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let value = 0n
  for (const part of parts) {
    if (!/^\d{1,3}$/u.test(part) || Number(part) > 255) return undefined
    value = (value << 8n) | BigInt(part)
  }
  return value
}

const groupsOf = (text: string): readonly string[] => (text === '' ? [] : text.split(':'))

const parseV6 = (text: string): bigint | undefined => {
  const halves = text.split('::')
  if (halves.length > 2 || text.length > 45) return undefined
  const head = groupsOf(halves[0] ?? '')
  const tail = groupsOf(halves[1] ?? '')
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  let value = 0n
  for (const group of [...head, ...Array.from({ length: missing }, () => '0'), ...tail]) {
    if (!/^[\da-f]{1,4}$/iu.test(group)) return undefined
    value = (value << 16n) | BigInt(`0x${group}`)
  }
  return value
}

const parseAddress = (text: string): Address | undefined => {
  const v6 = text.includes(':')
  const value = v6 ? parseV6(text) : parseV4(text)
  return value === undefined ? undefined : { bits: v6 ? 128 : 32, value }
}

export interface IpRange {
  readonly bits: 32 | 128
  readonly first: bigint
  readonly prefixLength: number
}

/** `203.0.113.0/24`, `2001:db8::/32` or one address. Host bits behind the prefix are ignored, as IAM does. */
export const parseIpRange = (text: string): IpRange | undefined => {
  const [addressText = '', lengthText, ...more] = text.split('/')
  const address = parseAddress(addressText)
  if (address === undefined || more.length > 0) return undefined
  if (lengthText !== undefined && !/^\d{1,3}$/u.test(lengthText)) return undefined
  const prefixLength = lengthText === undefined ? address.bits : Number(lengthText)
  if (prefixLength > address.bits) return undefined
  const hostBits = BigInt(address.bits - prefixLength)
  return { bits: address.bits, first: (address.value >> hostBits) << hostBits, prefixLength }
}

export const isInRange = (range: IpRange, text: string): boolean => {
  const address = parseAddress(text)
  if (address === undefined || address.bits !== range.bits) return false
  const hostBits = BigInt(range.bits - range.prefixLength)
  return address.value >> hostBits === range.first >> hostBits
}

const textOfAddress = (bits: 32 | 128, value: bigint): string => {
  const [width, count, radix, joint] = bits === 32 ? ([8n, 4, 10, '.'] as const) : ([16n, 8, 16, ':'] as const)
  const groups = Array.from(
    { length: count },
    (_, index) => (value >> (width * BigInt(count - 1 - index))) % (1n << width),
  )
  return groups.map((group) => group.toString(radix)).join(joint)
}

/** The range in full, if the text has bits set behind its prefix: `203.0.113.0/24` for `203.0.113.7/24`. */
export const networkOf = (text: string): string | undefined => {
  const range = parseIpRange(text)
  const address = parseAddress(text.split('/')[0] ?? '')
  if (range === undefined || address === undefined || address.value === range.first) return undefined
  return `${textOfAddress(range.bits, range.first)}/${range.prefixLength}`
}
