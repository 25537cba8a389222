// The parts of JSON that masks do not decide: escapes and literals.

/** What may follow a backslash; `u` needs four hex digits. */
function isEscape(at: u32): bool {
  switch (load<u8>(at)) {
    case 0x22:
    case 0x5c:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true
    case 0x75:
      return isHex(load<u8>(at + 1)) && isHex(load<u8>(at + 2)) && isHex(load<u8>(at + 3)) && isHex(load<u8>(at + 4))
  }
  return false
}

export function areEscapes(base: u32, mask: u64): bool {
  while (mask != 0) {
    if (!isEscape(base + <u32>ctz(mask))) return false
    mask &= mask - 1
  }
  return true
}

function isHex(byte: u8): bool {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)
}

/** true, false, null or a number, and nothing stuck to its end. */
export function isLiteral(at: u32): bool {
  const end = endOfLiteral(at)
  if (end == 0) return false
  const byte = load<u8>(end)
  return endsValue(byte) || byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
}

/** The same with no white space after it. */
export function isCompactLiteral(at: u32): bool {
  const end = endOfLiteral(at)
  return end != 0 && endsValue(load<u8>(end))
}

function endsValue(byte: u8): bool {
  return byte == 0x2c || byte == 0x7d || byte == 0x5d
}

/** 0: it is none. */
function endOfLiteral(at: u32): u32 {
  const first = load<u8>(at)
  if (first == 0x74) return load<u32>(at) == 0x65757274 ? at + 4 : 0
  if (first == 0x66) return load<u32>(at + 1) == 0x65736c61 ? at + 5 : 0
  if (first == 0x6e) return load<u32>(at) == 0x6c6c756e ? at + 4 : 0
  return endOfNumber(at)
}

function isDigit(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x39
}

function endOfNumber(start: u32): u32 {
  let at = start
  if (load<u8>(at) == 0x2d) at++
  if (!isDigit(load<u8>(at))) return 0
  if (load<u8>(at) == 0x30) at++
  else while (isDigit(load<u8>(at))) at++
  if (load<u8>(at) == 0x2e) {
    at++
    if (!isDigit(load<u8>(at))) return 0
    while (isDigit(load<u8>(at))) at++
  }
  if ((load<u8>(at) | 0x20) == 0x65) {
    at++
    if (load<u8>(at) == 0x2b || load<u8>(at) == 0x2d) at++
    if (!isDigit(load<u8>(at))) return 0
    while (isDigit(load<u8>(at))) at++
  }
  return at
}
