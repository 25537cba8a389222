// Comparing and hashing bytes; what is read beyond them does not matter.

const K: u64 = 0x9e3779b97f4a7c15

// @ts-ignore: decorator
@inline
export function mixed(hash: u64, part: u64): u64 {
  return rotl((hash ^ part) * K, 29)
}

// @ts-ignore: decorator
@inline
function next(hash: u64, at: u32): u64 {
  return mixed(hash, load<u64>(at))
}

export function hashOf(seed: u64, start: u32, end: u32): u64 {
  let hash = (seed ^ <u64>(end - start)) * K
  let at = start
  if (end - start >= 64) {
    // Four at a time, so that no step waits for the one before it.
    let second = hash + K
    let third = second + K
    let fourth = third + K
    for (; at + 32 <= end; at += 32) {
      hash = next(hash, at)
      second = next(second, at + 8)
      third = next(third, at + 16)
      fourth = next(fourth, at + 24)
    }
    hash = mixed(mixed(mixed(hash, second), third), fourth)
  }
  for (; at + 8 <= end; at += 8) hash = next(hash, at)
  if (at < end) hash = mixed(hash, load<u64>(at) & lowBytes(end - at))
  return hash ^ (hash >> 29)
}

// @ts-ignore: decorator
@inline
function lowBytes(count: u32): u64 {
  return ((<u64>1) << (<u64>count * 8)) - 1
}

// @ts-ignore: decorator
@inline
export function sameBytes(a: u32, b: u32, length: u32): bool {
  return commonBytes(a, b, length) == length
}

/** How many bytes are the same from the beginning, at most `length`. */
export function commonBytes(a: u32, b: u32, length: u32): u32 {
  let at: u32 = 0
  if (ASC_FEATURE_SIMD) {
    for (; at + 32 <= length; at += 32) {
      const low = i8x16.eq(v128.load(a + at), v128.load(b + at))
      const high = i8x16.eq(v128.load(a + at, 16), v128.load(b + at, 16))
      if (!i8x16.all_true(v128.and(low, high))) {
        const same = i8x16.bitmask(low) | (i8x16.bitmask(high) << 16)
        return at + <u32>ctz(~same)
      }
    }
  }
  for (; at + 8 <= length; at += 8) {
    const difference = load<u64>(a + at) ^ load<u64>(b + at)
    if (difference != 0) return at + (<u32>ctz(difference) >> 3)
  }
  if (at == length) return length
  const difference = (load<u64>(a + at) ^ load<u64>(b + at)) & lowBytes(length - at)
  return difference == 0 ? length : at + (<u32>ctz(difference) >> 3)
}
