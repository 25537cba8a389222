// Bit masks of 64 bytes: one bit a byte. With SIMD sixteen bytes at a time, else one by one; the results are the same.

export let quotes: u64 = 0
export let backslashes: u64 = 0
export let openers: u64 = 0
export let closers: u64 = 0
export let colons: u64 = 0
export let commas: u64 = 0
/** Below U+0020. */
export let controls: u64 = 0

// @ts-ignore: decorator
@inline
function equal(a: v128, b: v128, c: v128, d: v128, byte: u8): u64 {
  const wanted = i8x16.splat(byte)
  const low = i8x16.bitmask(i8x16.eq(a, wanted)) | (i8x16.bitmask(i8x16.eq(b, wanted)) << 16)
  const high = i8x16.bitmask(i8x16.eq(c, wanted)) | (i8x16.bitmask(i8x16.eq(d, wanted)) << 16)
  return <u64>(<u32>low) | ((<u64>(<u32>high)) << 32)
}

// @ts-ignore: decorator
@inline
function readVectors(at: u32): void {
  const a = v128.load(at)
  const b = v128.load(at, 16)
  const c = v128.load(at, 32)
  const d = v128.load(at, 48)
  quotes = equal(a, b, c, d, 0x22)
  backslashes = equal(a, b, c, d, 0x5c)
  colons = equal(a, b, c, d, 0x3a)
  commas = equal(a, b, c, d, 0x2c)
  const high = i8x16.splat(<u8>0xe0)
  controls = equal(v128.and(a, high), v128.and(b, high), v128.and(c, high), v128.and(d, high), 0)
  // Square brackets and braces differ in one bit.
  const bit = i8x16.splat(0x20)
  const e = v128.or(a, bit)
  const f = v128.or(b, bit)
  const g = v128.or(c, bit)
  const h = v128.or(d, bit)
  openers = equal(e, f, g, h, 0x7b)
  closers = equal(e, f, g, h, 0x7d)
}

function readByte(at: u32, bit: u64): void {
  const byte = load<u8>(at)
  const mask: u64 = 1 << bit
  if (byte == 0x22) quotes |= mask
  else if (byte == 0x5c) backslashes |= mask
  else if ((byte | 0x20) == 0x7b) openers |= mask
  else if ((byte | 0x20) == 0x7d) closers |= mask
  else if (byte == 0x3a) colons |= mask
  else if (byte == 0x2c) commas |= mask
  else if (byte < 0x20) controls |= mask
}

// @ts-ignore: decorator
@inline
export function readBlock(at: u32): void {
  if (ASC_FEATURE_SIMD) {
    readVectors(at)
  } else {
    quotes = 0
    backslashes = 0
    openers = 0
    closers = 0
    colons = 0
    commas = 0
    controls = 0
    for (let bit: u32 = 0; bit < 64; bit++) readByte(at + bit, bit)
  }
}

/** U+0020 and below. */
export function blanksIn(at: u32): u64 {
  let blanks: u64 = controls
  if (ASC_FEATURE_SIMD) {
    blanks |= equal(v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48), 0x20)
  } else {
    for (let bit: u32 = 0; bit < 64; bit++) if (load<u8>(at + bit) == 0x20) blanks |= (<u64>1) << (<u64>bit)
  }
  return blanks
}

const EVEN: u64 = 0x5555555555555555
/** 1: the next block begins with an escaped byte. */
export let escapeCarry: u64 = 0

/** Bytes after a backslash that is not itself escaped. `carry`: what `escapeCarry` was after the block before. */
export function escapedIn(slashes: u64, carry: u64): u64 {
  const leading = slashes & ~carry
  const follows = (leading << 1) | carry
  const oddStarts = leading & ~EVEN & ~follows
  const sum = oddStarts + leading
  escapeCarry = sum < leading ? 1 : 0
  return (EVEN ^ (sum << 1)) & follows
}

// @ts-ignore: decorator
@inline
export function prefixXor(mask: u64): u64 {
  mask ^= mask << 1
  mask ^= mask << 2
  mask ^= mask << 4
  mask ^= mask << 8
  mask ^= mask << 16
  mask ^= mask << 32
  return mask
}
