// Bit masks of 64 bytes: one bit a byte. With SIMD sixteen bytes at a time, else one by one; the results are the same.

export let quotes: u64 = 0
export let backslashes: u64 = 0
export let openers: u64 = 0
export let closers: u64 = 0
export let colonsAndCommas: u64 = 0
export let blanks: u64 = 0
export let controls: u64 = 0

// @ts-ignore: decorator
@inline
function bits(mask: v128, shift: u64): u64 {
  return (<u64>(<u32>i8x16.bitmask(mask))) << shift
}

// @ts-ignore: decorator
@inline
function readVector(at: u32, shift: u64): void {
  const bytes = v128.load(at)
  const folded = v128.or(bytes, i8x16.splat(0x20))
  quotes |= bits(i8x16.eq(bytes, i8x16.splat(0x22)), shift)
  backslashes |= bits(i8x16.eq(bytes, i8x16.splat(0x5c)), shift)
  openers |= bits(i8x16.eq(folded, i8x16.splat(0x7b)), shift)
  closers |= bits(i8x16.eq(folded, i8x16.splat(0x7d)), shift)
  colonsAndCommas |= bits(v128.or(i8x16.eq(bytes, i8x16.splat(0x3a)), i8x16.eq(bytes, i8x16.splat(0x2c))), shift)
  blanks |= bits(i8x16.le_u(bytes, i8x16.splat(0x20)), shift)
  controls |= bits(i8x16.lt_u(bytes, i8x16.splat(0x20)), shift)
}

function readByte(at: u32, bit: u64): void {
  const byte = load<u8>(at)
  const mask: u64 = 1 << bit
  if (byte == 0x22) quotes |= mask
  else if (byte == 0x5c) backslashes |= mask
  else if ((byte | 0x20) == 0x7b) openers |= mask
  else if ((byte | 0x20) == 0x7d) closers |= mask
  else if (byte == 0x3a || byte == 0x2c) colonsAndCommas |= mask
  else if (byte <= 0x20) {
    blanks |= mask
    if (byte < 0x20) controls |= mask
  }
}

// @ts-ignore: decorator
@inline
export function readBlock(at: u32): void {
  quotes = 0
  backslashes = 0
  openers = 0
  closers = 0
  colonsAndCommas = 0
  blanks = 0
  controls = 0
  if (ASC_FEATURE_SIMD) {
    readVector(at, 0)
    readVector(at + 16, 16)
    readVector(at + 32, 32)
    readVector(at + 48, 48)
  } else {
    for (let bit: u32 = 0; bit < 64; bit++) readByte(at + bit, bit)
  }
}
