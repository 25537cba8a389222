import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { verifyTrail } from '#shared/activity/integrity/verify-trail.ts'
import { BUCKET, digestKey, logKey, newKey, REGION, SignedTrail } from './signed-trail.ts'

const key = newKey()
const otherKey = newKey()
const threeHours = () => new SignedTrail(key).hour(9).hour(10).hour(11)
const verify = async (trail: SignedTrail, changes = {}, window = {}) => {
  const report = await verifyTrail(trail.objects(changes), window)
  return { ...report, chain: report.chains[0] }
}
const from = { from: new Date('2026-11-20T08:00:00Z') }

test('a chain as CloudTrail writes it is valid', async () => {
  const { verdict, chain, notCovered } = await verify(threeHours(), {}, from)
  expect(chain?.digests).toEqual({ valid: 3, invalid: [] })
  expect(chain?.logs).toEqual({ valid: 3, invalid: [] })
  expect(chain?.spans).toEqual([{ from: '2026-11-20T08:00:00Z', to: '2026-11-20T11:00:00Z', state: 'valid' }])
  expect([verdict, notCovered]).toEqual(['valid', []])
})

/** The faults of a digest: where, what is done to it, and what is said of it. */
const digestFaults: readonly (readonly [string, (trail: SignedTrail) => void, string])[] = [
  [
    'row 62: one bit changed',
    (trail) => {
      const stored = trail.at(digestKey(10))
      const plain = gunzipSync(stored.bytes)
      const at = plain.indexOf('event') > 0 ? plain.indexOf('event') : plain.indexOf('newestEventTime')
      plain[at] = (plain[at] ?? 0) ^ 1
      stored.bytes = gzipSync(plain)
    },
    'its signature does not fit its content',
  ],
  [
    'row 62: signature missing',
    (trail) => trail.at(digestKey(10)).metadata.delete('signature'),
    'its signature is missing from the metadata of the object',
  ],
  [
    'row 62: signature algorithm missing',
    (trail) => trail.at(digestKey(10)).metadata.delete('signature-algorithm'),
    'its signature is missing from the metadata of the object',
  ],
  [
    'another algorithm',
    (trail) => trail.at(digestKey(10)).metadata.set('signature-algorithm', 'MD5withRSA'),
    'its signature is by MD5withRSA; only SHA256withRSA is known',
  ],
  [
    'row 62: moved, an hour that covers another',
    (trail) => trail.stored.set(digestKey(10), trail.at(digestKey(9))),
    `it was moved: it says that it is s3://${BUCKET}/${digestKey(9)}`,
  ],
  [
    'row 62: unknown fingerprint',
    (trail) => {
      const digest = JSON.parse(gunzipSync(trail.at(digestKey(10)).bytes).toString()) as Record<string, unknown>
      trail.sign(digestKey(10), { ...digest, digestPublicKeyFingerprint: 'abc' }, otherKey.privateKey)
    },
    'no public key of its Region has the fingerprint abc',
  ],
  [
    'signed by somebody else under our fingerprint',
    (trail) => {
      const digest = JSON.parse(gunzipSync(trail.at(digestKey(10)).bytes).toString()) as Record<string, unknown>
      trail.sign(digestKey(10), digest, otherKey.privateKey)
    },
    'its signature does not fit its content',
  ],
  [
    'row 52: a second gzip member',
    (trail) => {
      const stored = trail.at(digestKey(10))
      stored.bytes = Buffer.concat([stored.bytes, gzipSync('{}')])
    },
    'gzip: a second member follows',
  ],
  ['not JSON', (trail) => (trail.at(digestKey(10)).bytes = gzipSync('<html>')), 'the digest is not JSON'],
  [
    'a field is missing',
    (trail) => (trail.at(digestKey(10)).bytes = gzipSync('{"awsAccountId":"1"}')),
    'the digest has no usable digestStartTime',
  ],
]

describe('a digest that cannot be trusted', () => {
  test.each(digestFaults)('%s', async (_, harm, reason) => {
    const trail = threeHours()
    harm(trail)
    const { verdict, chain } = await verify(trail, {}, from)
    expect(chain?.digests).toEqual({ valid: 2, invalid: [{ object: digestKey(10), reason }] })
    expect(chain?.spans).toEqual([
      { from: '2026-11-20T08:00:00Z', to: '2026-11-20T09:00:00Z', state: 'valid' },
      { from: '2026-11-20T09:00:00Z', to: '2026-11-20T10:00:00Z', state: 'invalid', reason: `digest: ${reason}` },
      { from: '2026-11-20T10:00:00Z', to: '2026-11-20T11:00:00Z', state: 'valid' },
    ])
    expect(verdict).toBe('invalid')
  })

  test('row 62: a key of another Region does not validate', async () => {
    const keys = new Map([[key.fingerprint, key.value]])
    const asked: string[] = []
    const publicKeysOf = (region: string) => {
      asked.push(region)
      return Promise.resolve(region === REGION ? new Map<string, string>() : keys)
    }
    const { chain } = await verify(threeHours(), { publicKeysOf })
    expect(new Set(asked)).toEqual(new Set([REGION]))
    expect(chain?.digests.valid).toBe(0)
    expect(chain?.digests.invalid[0]?.reason).toBe(`no public key of its Region has the fingerprint ${key.fingerprint}`)
  })

  test('in another bucket than it was signed for', async () => {
    const { chain } = await verify(threeHours(), { bucket: 'copy' })
    expect(chain?.digests.invalid[0]?.reason).toBe(`it was moved: it says that it is s3://${BUCKET}/${digestKey(9)}`)
  })

  test('a public key that is no key', async () => {
    const publicKeysOf = () => Promise.resolve(new Map([[key.fingerprint, 'AAAA']]))
    const { chain } = await verify(threeHours(), { publicKeysOf })
    expect(chain?.digests.invalid[0]?.reason).toBe(
      `the public key with the fingerprint ${key.fingerprint} cannot be read`,
    )
  })
})

describe('row 63: the chain', () => {
  test('a digest that the next one names was deleted', async () => {
    const trail = threeHours()
    trail.stored.delete(digestKey(10))
    const { verdict, chain, notCovered } = await verify(trail, {}, from)
    expect(chain?.digests).toEqual({ valid: 2, invalid: [{ object: digestKey(10), reason: 'it is not there' }] })
    expect(chain?.spans[1]).toEqual({
      from: '2026-11-20T09:00:00Z',
      to: '2026-11-20T10:00:00Z',
      state: 'no coverage',
      reason: `digest ${digestKey(10)} is not there`,
    })
    expect([verdict, notCovered]).toEqual(['invalid', [logKey(9)]])
  })

  test('validation was off for an hour', async () => {
    const trail = new SignedTrail(key).hour(9).hour(11, { startsChain: true })
    const { verdict, chain } = await verify(trail, {}, { ...from, to: new Date('2026-11-20T12:00:00Z') })
    expect(chain?.digests).toEqual({ valid: 2, invalid: [] })
    expect(chain?.spans.map(({ state, reason }) => [state, reason])).toEqual([
      ['valid', undefined],
      ['no coverage', 'validation was off, or began: the chain starts here'],
      ['valid', undefined],
      ['no coverage', 'no digest covers it yet'],
    ])
    expect(verdict).toBe('no coverage')
  })

  test('a copy that begins in the middle of a chain is no fault; asked for earlier, it is', async () => {
    const trail = threeHours()
    trail.stored.delete(digestKey(9))
    trail.stored.delete(logKey(8))
    expect((await verify(trail)).verdict).toBe('valid')
    expect((await verify(trail, {}, { from: new Date('2026-11-20T09:00:00Z') })).verdict).toBe('valid')
    expect((await verify(trail, {}, from)).chain?.digests.invalid).toEqual([
      { object: digestKey(9), reason: 'it is not there' },
    ])
  })

  test('a digest was replaced by another that is signed as well', async () => {
    const trail = threeHours()
    const digest = JSON.parse(gunzipSync(trail.at(digestKey(10)).bytes).toString()) as Record<string, unknown>
    trail.sign(digestKey(10), { ...digest, logFiles: [] })
    const { verdict, chain } = await verify(trail)
    expect(chain?.digests.invalid).toEqual([
      {
        object: digestKey(11),
        reason: 'the digest before it bears another signature than the one it was made over',
      },
    ])
    expect(verdict).toBe('invalid')
  })

  test('a backfilled digest stands in a chain of its own', async () => {
    const trail = threeHours()
    const late = new SignedTrail(key).hour(10, { ending: '_backfill' })
    for (const [name, stored] of late.stored) trail.stored.set(name, stored)
    const { chains, verdict } = await verify(trail)
    expect(chains.map(({ backfill, digests }) => [backfill, digests.valid])).toEqual([
      [false, 3],
      [true, 1],
    ])
    expect(verdict).toBe('valid')
  })
})

describe('row 64: log files', () => {
  test.each<[string, (trail: SignedTrail) => void, string]>([
    ['deleted', (trail) => trail.stored.delete(logKey(9)), 'the log file is not there'],
    [
      'changed',
      (trail) => (trail.at(logKey(9)).bytes = gzipSync('{"Records":[]}')),
      'its content differs from what CloudTrail delivered',
    ],
    [
      'row 52: a second member',
      (trail) => (trail.at(logKey(9)).bytes = Buffer.concat([trail.at(logKey(9)).bytes, gzipSync('x')])),
      'gzip: a second member follows',
    ],
    [
      'row 53: zeros behind the end',
      (trail) => (trail.at(logKey(9)).bytes = Buffer.concat([trail.at(logKey(9)).bytes, Buffer.alloc(8)])),
      'gzip: bytes follow the end of the compressed stream',
    ],
    [
      'cut short',
      (trail) => (trail.at(logKey(9)).bytes = trail.at(logKey(9)).bytes.subarray(0, 20)),
      'gzip: cut short',
    ],
  ])('%s', async (_, harm, reason) => {
    const trail = threeHours()
    harm(trail)
    const { verdict, chain } = await verify(trail)
    expect(chain?.digests.invalid).toEqual([])
    expect(chain?.logs).toEqual({ valid: 2, invalid: [{ object: logKey(9), reason }] })
    expect(chain?.spans[1]).toMatchObject({ state: 'invalid', reason: `${logKey(9)}: ${reason}` })
    expect(verdict).toBe('invalid')
  })

  test('compressed anew with the same content is valid: the hash is over the plain bytes', async () => {
    const trail = threeHours()
    trail.at(logKey(9)).bytes = gzipSync(gunzipSync(trail.at(logKey(9)).bytes), { level: 1 })
    expect((await verify(trail)).verdict).toBe('valid')
  })

  test('a log file that no digest names', async () => {
    const trail = threeHours()
    trail.stored.set(logKey(9, 'extra'), { bytes: gzipSync('{"Records":[]}'), metadata: new Map() })
    const { verdict, notCovered } = await verify(trail)
    expect(notCovered).toEqual([logKey(9, 'extra')])
    expect(verdict).toBe('no coverage')
  })

  test('without any digest nothing is valid', async () => {
    const trail = new SignedTrail(key)
    trail.stored.set(logKey(9), { bytes: gzipSync('{"Records":[]}'), metadata: new Map() })
    expect(await verify(trail)).toMatchObject({ verdict: 'no coverage', chains: [], notCovered: [logKey(9)] })
  })
})
