import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGzip } from 'node:zlib'
import { build } from 'esbuild'
import { bundleOptions } from '#infra/scripts/bundle-options.ts'
import { BusyAccount, gzipped } from './generate-log.ts'

const run = promisify(execFile)
const ROUNDS = 3
const RECORDS_PER_FILE = 10_000
/** As many as fill the largest file that CloudTrail delivers: about 50 MB in gzip. */
const LARGE_FILE_RECORDS = 400_000

interface Measured {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly count: number
  readonly peakRssMB: number
}

type Way = 'gunzip' | 'scan' | 'jsonParse' | 'reader' | 'readerAllCores'
const WAYS: readonly Way[] = ['gunzip', 'scan', 'jsonParse', 'reader', 'readerAllCores']

const hasTaskset = async (): Promise<boolean> =>
  run('taskset', ['-c', '0', 'true']).then(
    () => true,
    () => false,
  )

/** As it is shipped: the loader of TypeScript would count into every thread's start and memory. */
const bundle = async (outdir: string): Promise<string> => {
  const entryPoints = {
    measure: join(import.meta.dirname, 'measure.child.ts'),
    'fold-worker': 'shared/activity/fold-worker.ts',
  }
  await build({ ...bundleOptions, entryPoints, outdir })
  return join(outdir, 'measure.mjs')
}

/** Each way in a process of its own; on one core unless it is asked to use all. */
const measurer =
  (module: string, pinned: boolean) =>
  async (way: Way, folder: string): Promise<Measured> => {
    const command = [process.execPath, module, way, folder]
    const [file = '', ...args] = pinned && way !== 'readerAllCores' ? ['taskset', '-c', '0', ...command] : command
    const { stdout } = await run(file, args)
    return JSON.parse(stdout) as Measured
  }
type Measure = ReturnType<typeof measurer>

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
const rounded = (number: number): number => Number(number.toFixed(1))

interface SetResult {
  readonly name: string
  readonly [figure: string]: number | string
}

/** The ways take turns, so that a busy moment of the machine does not fall on one of them alone. */
const measureSet = async (name: string, folder: string, plainMB: number, measure: Measure): Promise<SetResult> => {
  const rounds: Record<Way, Measured>[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const results: Partial<Record<Way, Measured>> = {}
    for (const way of WAYS) results[way] = await measure(way, folder)
    rounds.push(results as Record<Way, Measured>)
  }
  const speed = (way: Way): number => rounded(plainMB / median(rounds.map((round) => round[way].seconds)))
  const peak = (way: Way): number => Math.max(...rounds.map((round) => round[way].peakRssMB))
  return {
    name,
    gunzipMBps: speed('gunzip'),
    scanMBps: speed('scan'),
    jsonParseMBps: speed('jsonParse'),
    readerMBps: speed('reader'),
    readerAllCoresMBps: speed('readerAllCores'),
    gunzipPeakRssMB: peak('gunzip'),
    jsonParsePeakRssMB: peak('jsonParse'),
    readerPeakRssMB: peak('reader'),
    readerAllCoresPeakRssMB: peak('readerAllCores'),
    cores: availableParallelism(),
    plainMB: rounded(plainMB),
  }
}

const generate = async (folder: string, account: BusyAccount, files: number): Promise<number> => {
  await mkdir(folder)
  let plain = 0
  for (let file = 0; file < files; file += 1) {
    const bytes = account.log(RECORDS_PER_FILE)
    plain += bytes.length
    await writeFile(join(folder, `${String(file).padStart(4, '0')}.json.gz`), gzipped(bytes))
  }
  return plain / 1e6
}

/** One file of many records: what memory and a record's cost do as it grows. Read once, because it takes as long as all the rest. */
const measureOneFile = async (folder: string, records: number, measure: Measure) => {
  await mkdir(folder)
  const { plain, gzip } = await writeOneFile(join(folder, 'one.json.gz'), records)
  const { seconds, cpuSeconds, peakRssMB } = await measure('reader', folder)
  return {
    records,
    gzipMB: rounded(gzip / 1e6),
    readerMBps: rounded(plain / 1e6 / seconds),
    cpuMicrosecondsPerRecord: rounded((cpuSeconds * 1e6) / records),
    readerPeakRssMB: peakRssMB,
  }
}

const writeOneFile = async (path: string, records: number): Promise<{ plain: number; gzip: number }> => {
  const account = new BusyAccount(records)
  const compressor = createGzip({ level: 6 })
  const file = createWriteStream(path)
  let plain = 0
  const pieces = function* (): Generator<string> {
    for (let done = 0; done < records; done += RECORDS_PER_FILE) {
      const piece = `${done === 0 ? '{"Records":[' : ','}${account.part(Math.min(RECORDS_PER_FILE, records - done))}`
      plain += piece.length
      yield piece
    }
    yield ']}'
  }
  await pipeline(Readable.from(pieces()), compressor, file)
  return { plain, gzip: file.bytesWritten }
}

const SETS = [
  { name: 'realistic', isHostile: false, share: 1 },
  { name: 'adversarial', isHostile: true, share: 0.25 },
] as const

/** `bench -- trail [--format json] [--files N]`: what reading costs beside decompression alone and beside JSON.parse. */
const main = async (args: readonly string[]): Promise<void> => {
  const files = Number(args[args.indexOf('--files') + 1]) || 72
  const folder = await mkdtemp(join(tmpdir(), 'credaudit-bench-'))
  try {
    const measure = measurer(await bundle(join(folder, 'bundle')), await hasTaskset())
    const sets: SetResult[] = []
    for (const { name, isHostile, share } of SETS) {
      const plainMB = await generate(join(folder, name), new BusyAccount(1, isHostile), Math.ceil(files * share))
      sets.push(await measureSet(name, join(folder, name), plainMB, measure))
    }
    const oneFile: object[] = []
    for (const records of [RECORDS_PER_FILE, LARGE_FILE_RECORDS])
      oneFile.push(await measureOneFile(join(folder, String(records)), records, measure))
    process.stdout.write(`${JSON.stringify({ sets, oneFile }, undefined, args.includes('json') ? undefined : 2)}\n`)
  } finally {
    await rm(folder, { recursive: true })
  }
}

if (import.meta.main) await main(process.argv.slice(2))
