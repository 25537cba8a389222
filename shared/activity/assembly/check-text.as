// The parts of JSON that masks do not decide: escapes and literals.

/** What may follow a backslash; `u` needs four hex digits. */
export function isEscape(at: u32): bool {
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

function isHex(byte: u8): bool {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)
}

/** true, false, null or a number, and nothing stuck to its end. */
export function isLiteral(at: u32): bool {
  const first = load<u8>(at)
  if (first == 0x74) return load<u32>(at) == 0x65757274 && endsAt(at + 4)
  if (first == 0x66) return load<u32>(at + 1) == 0x65736c61 && endsAt(at + 5)
  if (first == 0x6e) return load<u32>(at) == 0x6c6c756e && endsAt(at + 4)
  return isNumber(at)
}

function endsAt(at: u32): bool {
  const byte = load<u8>(at)
  return byte == 0x2c || byte == 0x7d || byte == 0x5d || byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
}

function isDigit(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x39
}

function isNumber(start: u32): bool {
  let at = start
  if (load<u8>(at) == 0x2d) at++
  if (!isDigit(load<u8>(at))) return false
  if (load<u8>(at) == 0x30) at++
  else while (isDigit(load<u8>(at))) at++
  if (load<u8>(at) == 0x2e) {
    at++
    if (!isDigit(load<u8>(at))) return false
    while (isDigit(load<u8>(at))) at++
  }
  if ((load<u8>(at) | 0x20) == 0x65) {
    at++
    if (load<u8>(at) == 0x2b || load<u8>(at) == 0x2d) at++
    if (!isDigit(load<u8>(at))) return false
    while (isDigit(load<u8>(at))) at++
  }
  return endsAt(at)
}
