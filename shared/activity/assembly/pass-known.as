import { isOfNoStretch, knownMember, knownText } from './known'
import { EVENT_ID, EVENT_SOURCE, EVENT_TIME, PARAMETERS, REQUEST_PARAMETERS, STRETCHES } from './layout'
import { markOf } from './marks'
import { addStretch, beginMember, endMember, knowParameters } from './record'

// The way past members without reading them as JSON: those whose bytes are known, and the strings that each record has of
// its own. From here on everything else is read by compact.as.

/** Number of the latest call: its other members come back with it. */
export let context: u32 = 0

/** Behind the last of the members from `at` on that need no reading: a comma or the record's brace; 0: the first does. */
export function passKnown(at: u32, end: u32): u32 {
  let passed: u32 = 0
  let next = endOfKnown(at, end)
  while (next != 0) {
    passed = next
    next = load<u8>(next) == 0x2c ? endOfKnown(next + 1, end) : 0
  }
  return passed
}

// @ts-ignore: decorator
@inline
function endOfKnown(at: u32, end: u32): u32 {
  const head = load<u64>(at)
  // "eventTi, tTime":"
  if (head == 0x6954746e65766522 && load<u64>(at + 5) == 0x223a22656d695474) return endOfText(EVENT_TIME, at, 12, end)
  // "eventID, D":"
  if (head == 0x4449746e65766522 && load<u32>(at + 7) == 0x223a2244) return endOfText(EVENT_ID, at, 10, end)
  // "request, estID":"
  if (head == 0x7473657571657222 && load<u64>(at + 5) == 0x223a224449747365) return endOfText(-1, at, 12, end)
  if (head == 0x7473657571657222) return endOfParameters(at, end)
  if (isOfNoStretch(at)) {
    const member = knownMember(at, end, context)
    return member != 0 ? endOfMember(member, at) : 0
  }
  const stretch = knownText(STRETCHES, at, end)
  return stretch != 0 ? endOfStretch(stretch, at) : 0
}

const PARAMETERS_VALUE: u32 = 20

function endOfParameters(at: u32, end: u32): u32 {
  // Paramete, rs":
  if (load<u64>(at + 8) != 0x6574656d61726150 || load<u32>(at + 16) != 0x3a227372) return 0
  const kept = knownText(PARAMETERS, at + PARAMETERS_VALUE, end)
  if (kept == 0 || !beginMember(REQUEST_PARAMETERS, at, at - 1)) return 0
  const last = at + PARAMETERS_VALUE + load<u32>(kept)
  endMember(REQUEST_PARAMETERS, at + PARAMETERS_VALUE, last)
  knowParameters(kept)
  return last
}

/** A string of the record's own, without anything that has to be looked at. */
function endOfText(field: i32, at: u32, value: u32, end: u32): u32 {
  const last = endOfPlain(at + value + 1)
  if (last == 0 || last + 1 >= end) return 0
  const after = load<u8>(last + 1)
  if (after != 0x2c && after != 0x7d) return 0
  if (!beginMember(field, at, at - 1)) return 0
  endMember(field, at + value, last + 1)
  return last + 1
}

function endOfStretch(kept: u32, at: u32): u32 {
  const fields = load<u32>(kept, 12)
  const end = at + load<u32>(kept)
  if (!addStretch(load<u32>(kept, 8), fields, at, end)) return 0
  if ((fields & markOf(EVENT_SOURCE)) != 0) context = load<u32>(kept, 8)
  return end
}

function endOfMember(kept: u32, at: u32): u32 {
  const field = load<i32>(kept, 4)
  const end = at + load<u32>(kept)
  if (!beginMember(field, at, at - 1)) return 0
  endMember(field, at + load<u32>(kept, 8), end)
  return end
}

/** The quotation mark that ends a short string; 0: it is long, or has escapes or what must not be in it. */
function endOfPlain(at: u32): u32 {
  if (ASC_FEATURE_SIMD) {
    for (let from = at; from < at + 64; from += 16) {
      const bytes = v128.load(from)
      const quotes = i8x16.eq(bytes, i8x16.splat(0x22))
      const others = v128.or(i8x16.eq(bytes, i8x16.splat(0x5c)), i8x16.lt_u(bytes, i8x16.splat(0x20)))
      const mask = i8x16.bitmask(v128.or(quotes, others))
      if (mask != 0) return endIfQuote(from + <u32>ctz(mask))
    }
    return 0
  }
  for (let from = at; from < at + 64; from++) {
    const byte = load<u8>(from)
    if (byte == 0x22 || byte == 0x5c || byte < 0x20) return endIfQuote(from)
  }
  return 0
}

function endIfQuote(at: u32): u32 {
  return load<u8>(at) == 0x22 ? at : 0
}
