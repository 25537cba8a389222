// The record's own keys by length and bytes, eight at a time. Index -1: another key; -2: a wrapper's key; -3: a list's key.

export function fieldOf(at: u32, length: u32): i32 {
  switch (length) {
    case 4: {
      const word = load<u64>(at) & 0xffffffff
      if (word == 0x7761725f) return -2 // _raw
      break
    }
    case 6: {
      const word = load<u64>(at) & 0xffffffffffff
      if (word == 0x73746e657645) return -3 // Events
      break
    }
    case 7: {
      const word = load<u64>(at) & 0xffffffffffffff
      if (word == 0x4449746e657665) return 1 // eventID
      if (word == 0x7364726f636552) return -3 // Records
      break
    }
    case 8: {
      const head = load<u64>(at)
      if (head == 0x6d75646e65646461) return 9 // addendum
      if (head == 0x796c6e4f64616572) return 18 // readOnly
      break
    }
    case 9: {
      const head = load<u64>(at)
      const tail = load<u64>(at + 1)
      if (head == 0x6d6954746e657665 && tail == 0x656d6954746e6576) return 0 // eventTime
      if (head == 0x656372756f736572 && tail == 0x73656372756f7365) return 3 // resources
      if (head == 0x6d614e746e657665 && tail == 0x656d614e746e6576) return 12 // eventName
      if (head == 0x707954746e657665 && tail == 0x65707954746e6576) return 13 // eventType
      if (head == 0x6f69676552737761 && tail == 0x6e6f696765527377) return 15 // awsRegion
      if (head == 0x6e65674172657375 && tail == 0x746e656741726573) return 23 // userAgent
      if (head == 0x646f43726f727265 && tail == 0x65646f43726f7272) return 17 // errorCode
      break
    }
    case 11: {
      const head = load<u64>(at)
      const tail = load<u64>(at + 3)
      if (head == 0x756f53746e657665 && tail == 0x656372756f53746e) return 11 // eventSource
      break
    }
    case 12: {
      const head = load<u64>(at)
      const tail = load<u64>(at + 4)
      if (head == 0x73654d726f727265 && tail == 0x6567617373654d72) return 6 // errorMessage
      if (head == 0x6e65644972657375 && tail == 0x797469746e656449) return 10 // userIdentity
      if (head == 0x726556746e657665 && tail == 0x6e6f697372655674) return 20 // eventVersion
      break
    }
    case 13: {
      const head = load<u64>(at)
      const tail = load<u64>(at + 5)
      if (head == 0x7645646572616873 && tail == 0x4449746e65764564) return 7 // sharedEventID
      if (head == 0x746143746e657665 && tail == 0x79726f6765746143) return 14 // eventCategory
      if (head == 0x6f70646e45637076 && tail == 0x6449746e696f7064) return 21 // vpcEndpointId
      break
    }
    case 15: {
      const head = load<u64>(at)
      const tail = load<u64>(at + 7)
      if (head == 0x5049656372756f73 && tail == 0x7373657264644150) return 22 // sourceIPAddress
      if (head == 0x656d6567616e616d && tail == 0x746e657645746e65) return 19 // managementEvent
      if (head == 0x61725464756f6c43 && tail == 0x746e6576456c6961) return -2 // CloudTrailEvent
      break
    }
    case 16: {
      const head = load<u64>(at)
      const tail = load<u64>(at + 8)
      if (head == 0x65736e6f70736572 && tail == 0x73746e656d656c45) return 4 // responseElements
      break
    }
    case 17: {
      const head = load<u64>(at)
      const tail = load<u64>(at + 9)
      const middle = load<u64>(at + 8)
      if (head == 0x5074736575716572 && tail == 0x73726574656d6172 && middle == 0x726574656d617261) return 2 // requestParameters
      break
    }
    case 18: {
      const head = load<u64>(at)
      const tail = load<u64>(at + 10)
      const middle = load<u64>(at + 8)
      if (head == 0x6e65697069636572 && tail == 0x6449746e756f6363 && middle == 0x746e756f63634174) return 16 // recipientAccountId
      break
    }
    case 19: {
      const head = load<u64>(at)
      const tail = load<u64>(at + 11)
      const middle = load<u64>(at + 8)
      if (head == 0x6e6f697469646461 && tail == 0x61746144746e6576 && middle == 0x44746e6576456c61) return 5 // additionalEventData
      if (head == 0x4565636976726573 && tail == 0x736c696174654474 && middle == 0x61746544746e6576) return 8 // serviceEventDetails
      break
    }
  }
  return -1
}
