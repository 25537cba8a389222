const GOLDEN = 0x9e3779b1

/** 53 bits over UTF-16 code units: the order in which overflowing sets keep their members, the same on every machine. */
export const fingerprint = (text: string, seed = 0): number => {
  let high = 0xdeadbeef ^ seed
  let low = 0x41c6ce57 ^ seed
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, GOLDEN)
    low = Math.imul(low ^ unit, 0x5f356495)
  }
  return joinBits(high, low)
}

export const combineFingerprints = (a: number, b: number): number => {
  const high = Math.imul((a >>> 0) ^ Math.imul(b >>> 0, 0x85ebca6b), GOLDEN) ^ (a / 0x100000000)
  const low = Math.imul((b >>> 0) ^ Math.imul(a >>> 0, 0xc2b2ae35), 0x5f356495) ^ (b / 0x100000000)
  return joinBits(high, low)
}

/** The two halves that a fingerprint is made of; the compiled scanner computes these. */
export const joinBits = (high: number, low: number): number => {
  const a = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  const b = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  return (b >>> 0) * 0x200000 + (a >>> 11)
}
