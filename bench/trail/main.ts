import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { adversarialLog, gzipped, realisticLog } from './generate-log.ts'

const run = promisify(execFile)
const MEASURE = fileURLToPath(new URL('measure.ts', import.meta.url))
const ROUNDS = 3
const RECORDS_PER_FILE = 10_000

interface Measured {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly count: number
  readonly peakRssMB: number
}

type Way = 'gunzip' | 'jsonParse' | 'reader' | 'readerAllCores'

const hasTaskset = async (): Promise<boolean> =>
  run('taskset', ['-c', '0', 'true']).then(
    () => true,
    () => false,
  )

/** Each way in a process of its own; on one core unless it is asked to use all. */
const measure = async (way: Way, folder: string, pinned: boolean): Promise<Measured> => {
  const command = [process.execPath, MEASURE, way, folder]
  const [file = '', ...args] = pinned && way !== 'readerAllCores' ? ['taskset', '-c', '0', ...command] : command
  const { stdout } = await run(file, args)
  return JSON.parse(stdout) as Measured
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

interface SetResult {
  readonly name: string
  readonly [figure: string]: number | string
}

/** The ways take turns, so that a busy moment of the machine does not fall on one of them alone. */
const measureSet = async (name: string, folder: string, plainMB: number, pinned: boolean): Promise<SetResult> => {
  const ways: readonly Way[] = ['gunzip', 'jsonParse', 'reader', 'readerAllCores']
  const rounds: Record<Way, Measured>[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const results: Partial<Record<Way, Measured>> = {}
    for (const way of ways) results[way] = await measure(way, folder, pinned)
    rounds.push(results as Record<Way, Measured>)
  }
  const speed = (way: Way): number => Number((plainMB / median(rounds.map((round) => round[way].seconds))).toFixed(1))
  const peak = (way: Way): number => Math.max(...rounds.map((round) => round[way].peakRssMB))
  return {
    name,
    gunzipMBps: speed('gunzip'),
    jsonParseMBps: speed('jsonParse'),
    readerMBps: speed('reader'),
    readerAllCoresMBps: speed('readerAllCores'),
    gunzipPeakRssMB: peak('gunzip'),
    jsonParsePeakRssMB: peak('jsonParse'),
    readerPeakRssMB: peak('reader'),
    readerAllCoresPeakRssMB: peak('readerAllCores'),
    cores: availableParallelism(),
    plainMB: Number(plainMB.toFixed(1)),
  }
}

const generate = async (
  folder: string,
  log: (seed: number, records: number) => Buffer,
  files: number,
): Promise<number> => {
  await mkdir(folder)
  let plain = 0
  for (let seed = 0; seed < files; seed += 1) {
    const bytes = log(seed, RECORDS_PER_FILE)
    plain += bytes.length
    await writeFile(join(folder, `${String(seed).padStart(4, '0')}.json.gz`), gzipped(bytes))
  }
  return plain / 1e6
}

/** `bench -- trail [--format json] [--files N]`: what reading costs beside decompression alone and beside JSON.parse. */
const main = async (args: readonly string[]): Promise<void> => {
  const files = Number(args[args.indexOf('--files') + 1]) || 16
  const folder = await mkdtemp(join(tmpdir(), 'credaudit-bench-'))
  try {
    const pinned = await hasTaskset()
    const sets: SetResult[] = []
    for (const [name, log, share] of [
      ['realistic', realisticLog, 1],
      ['adversarial', adversarialLog, 0.5],
    ] as const) {
      const plainMB = await generate(join(folder, name), log, Math.ceil(files * share))
      sets.push(await measureSet(name, join(folder, name), plainMB, pinned))
    }
    process.stdout.write(`${JSON.stringify({ sets }, undefined, args.includes('json') ? undefined : 2)}\n`)
  } finally {
    await rm(folder, { recursive: true })
  }
}

if (import.meta.main) await main(process.argv.slice(2))
