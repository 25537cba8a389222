// Packs the command line, installs the tarball into an empty folder without a network, and runs it there. Prints the package's size.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const ROOT = path.resolve(import.meta.dirname, '../..')
const EVIDENCE = path.join(ROOT, 'samples/account')
const NOW = ['--now', '2026-11-20T06:00:00Z']
/** Above this the log is folded in threads, whose module must be in the package. */
const LARGE_LOG = 17 * 1024 * 1024

const run = promisify(execFile)
const folder = await mkdtemp(path.join(tmpdir(), 'credaudit-package-'))
const options = { cwd: folder, maxBuffer: 64_000_000 }

interface Packed {
  readonly filename: string
  readonly size: number
  readonly unpackedSize: number
  readonly entryCount: number
}

/** The lines that scripts print go before the JSON. */
const packedIn = (stdout: string): Packed => {
  const [packed] = JSON.parse(stdout.slice(stdout.lastIndexOf('\n[\n') + 1)) as readonly Packed[]
  if (packed === undefined) throw new Error('npm pack packed nothing.')
  return packed
}

const pack = async (): Promise<Packed> =>
  packedIn((await run('npm', ['pack', '--json', '--pack-destination', folder], { ...options, cwd: ROOT })).stdout)

const install = async ({ filename }: Packed): Promise<void> => {
  await writeFile(path.join(folder, 'package.json'), '{"private":true}\n')
  const alone = ['--offline', '--cache', path.join(folder, 'cache'), '--no-audit', '--no-fund']
  await run('npm', ['install', ...alone, `./${filename}`], options)
}

const credaudit = async (...words: readonly string[]): Promise<string> =>
  (await run('npx', ['--no-install', '--offline', 'credaudit', ...words], options)).stdout

const largeLog = async (): Promise<string> => {
  const record = {
    eventVersion: '1.11',
    eventSource: 'iam.amazonaws.com',
    eventName: 'ListUsers',
    awsRegion: 'us-east-1',
  }
  const at = { eventTime: '2026-11-19T00:00:00Z', sourceIPAddress: '192.0.2.1', recipientAccountId: '123456789012' }
  const line = `${JSON.stringify({ ...record, ...at, userIdentity: { type: 'IAMUser', userName: 'a', arn: 'arn:aws:iam::123456789012:user/a' } })}\n`
  const evidence = path.join(folder, 'evidence')
  await mkdir(path.join(evidence, 'cloudtrail'), { recursive: true })
  await writeFile(path.join(evidence, 'cloudtrail/large.jsonl'), line.repeat(Math.ceil(LARGE_LOG / line.length)))
  return evidence
}

const expectations: readonly (readonly [words: readonly string[], contains: string])[] = [
  [['--version'], (JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }).version],
  [['explain-rule', 'access-key-not-rotated'], '# '],
  [['audit', '--evidence', EVIDENCE, ...NOW, '--format', 'json'], '"schemaVersion": 1'],
  [['suggest', '--evidence', EVIDENCE, ...NOW, '--principal', 'orders-api-task', '--accept-gaps'], 'orders-api-task'],
  [['init', '--yes', '--out', 'settings'], 'Written: settings/credaudit.yaml'],
  [['activity', '--evidence', await largeLog()], 'ListUsers'],
]

try {
  const packed = await pack()
  await install(packed)
  for (const [words, contains] of expectations) {
    const printed = await credaudit(...words)
    if (!printed.includes(contains))
      throw new Error(`credaudit ${words.join(' ')} printed no "${contains}" from the installed package.`)
  }
  const kiB = (bytes: number): string => `${Math.round(bytes / 1024)} KiB`
  process.stdout.write(
    `The package works without a network: ${kiB(packed.size)} packed, ${kiB(packed.unpackedSize)} unpacked, ${packed.entryCount} files.\n`,
  )
} finally {
  await rm(folder, { recursive: true })
}
