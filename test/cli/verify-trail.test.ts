import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { credaudit } from '#cli/credaudit.ts'
import { BUCKET, digestKey, logKey, newKey, REGION, SignedTrail } from '#test/activity/integrity/signed-trail.ts'

const folders: string[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

/** The trail as `aws s3 sync` and `head-object` leave it, and the keys as the AWS CLI lists them. */
const copyOf = async (trail: SignedTrail): Promise<{ folder: string; keys: string }> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'trail-'))
  folders.push(folder)
  for (const [key, { bytes, metadata }] of trail.stored) {
    const file = path.join(folder, 'bucket', key)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, bytes)
    if (metadata.size > 0)
      await writeFile(
        `${file}.metadata.json`,
        JSON.stringify({ ContentLength: 1, Metadata: Object.fromEntries(metadata) }),
      )
  }
  const keys = path.join(folder, 'keys.json')
  const { value, fingerprint } = trail.key
  await writeFile(keys, JSON.stringify({ [REGION]: { PublicKeyList: [{ Value: value, Fingerprint: fingerprint }] } }))
  return { folder: path.join(folder, 'bucket'), keys }
}

const run = async (...words: readonly string[]) => {
  const out: string[] = []
  const err: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0)
  const code = await credaudit(['verify-trail', ...words])
  return { code, out: out.join(''), err: err.join('') }
}

const words = ({ folder, keys }: { folder: string; keys: string }) => [
  '--evidence',
  folder,
  '--bucket',
  BUCKET,
  '--public-keys',
  keys,
]

test('a copy that is whole', async () => {
  const copy = await copyOf(new SignedTrail(newKey()).hour(9).hour(10))
  const { code, out } = await run(...words(copy))
  expect(code).toBe(0)
  expect(out).toBe(
    [
      'valid: 1 chain of digests, 0 log files that no digest covers.',
      `111122223333 ${REGION} main: 2 digests and 2 log files valid, 0 and 0 invalid`,
      '  valid        2026-11-20T08:00:00Z to 2026-11-20T10:00:00Z',
      '',
    ].join('\n'),
  )
})

test('a log file that was deleted: exit 1, and JSON alone on standard output', async () => {
  const trail = new SignedTrail(newKey()).hour(9).hour(10)
  trail.stored.delete(logKey(9))
  const { code, out, err } = await run(...words(await copyOf(trail)), '--format', 'json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    verdict: 'invalid',
    chains: [{ logs: { invalid: [{ object: logKey(9), reason: 'the log file is not there' }] } }],
  })
  expect(err).toBe('')
})

test('no coverage is an error only with --strict', async () => {
  const copy = await copyOf(new SignedTrail(newKey()).hour(9).hour(11, { startsChain: true }))
  expect((await run(...words(copy))).code).toBe(0)
  expect((await run(...words(copy), '--strict')).code).toBe(3)
})

test('digests without their metadata are invalid', async () => {
  const trail = new SignedTrail(newKey()).hour(9)
  trail.at(digestKey(9)).metadata.clear()
  const { code, out } = await run(...words(await copyOf(trail)))
  expect(code).toBe(1)
  expect(out).toContain('its signature is missing from the metadata of the object')
})

test('wrong usage says what is needed', async () => {
  const { code, err } = await run('--evidence', '/nowhere')
  expect(code).toBe(2)
  expect(err).toContain('A copy is verified with --evidence DIR, --bucket NAME')
})

test('a file of the copy that cannot be read is one line with its place', async () => {
  const copy = await copyOf(new SignedTrail(newKey()).hour(9))
  const digest = path.join(copy.folder, digestKey(9))
  await rm(digest)
  await symlink('nowhere', digest)
  const { code, err } = await run(...words(copy))
  expect([code, err]).toEqual([2, `credaudit: ${digest} cannot be read (ENOENT); copy it from the bucket again.\n`])
})

test('metadata that is a pipe is none: waiting for it would never end', async () => {
  const copy = await copyOf(new SignedTrail(newKey()).hour(9))
  const metadata = path.join(copy.folder, `${digestKey(9)}.metadata.json`)
  await rm(metadata)
  execFileSync('mkfifo', [metadata])
  const { code, out } = await run(...words(copy))
  expect([code, out]).toEqual([1, expect.stringContaining('its signature is missing')])
})
