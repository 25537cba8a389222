import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildBareHandler } from './bare-handler.ts'

const ROOT = join(import.meta.dirname, '../..')
const HANDLER_FOLDER = join(ROOT, '.build/audit-account')
const HANDLER = join(HANDLER_FOLDER, 'index.mjs')
const RUNS = 21
const RATIO_LIMIT = 1.4

/** Enough for the handler to be imported; nothing is called. */
const environment = {
  PATH: process.env['PATH'],
  AWS_REGION: 'eu-central-1',
  REGIONS: 'eu-central-1',
  EVIDENCE_BUCKET: 'bench',
  TOPIC_ARN: 'bench',
}

interface Import {
  readonly ms: number
  readonly cpuMs: number
}

const importOf = (...files: readonly string[]): Import =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'import.child.ts'), ...files], {
      encoding: 'utf8',
      env: environment,
    }),
  )

/** What the handler loads in its first invocation, while STS answers. */
const laterChunk = (): string => {
  const folder = join(HANDLER_FOLDER, 'chunks')
  const name = readdirSync(folder).find((file) => /^audit-one-.*\.mjs$/.test(file))
  if (name === undefined) throw new Error(`${folder} has no chunk of audit-one.`)
  return join(folder, name)
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const bundleKiB = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.mjs'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size / 1024, 0)

const measure = async () => {
  const bareFolder = mkdtempSync(join(tmpdir(), 'credaudit-bare-'))
  try {
    const clients = await buildBareHandler(HANDLER_FOLDER, bareFolder)
    const bare = join(bareFolder, 'index.mjs')
    const later = laterChunk()
    // In turns, so that a noisy minute falls on all; the first turn only warms the disk.
    const turns = Array.from({ length: RUNS + 1 }, () => ({
      bare: importOf(bare),
      handler: importOf(HANDLER),
      all: importOf(HANDLER, later),
    })).slice(1)
    const medianOf = (what: 'bare' | 'handler' | 'all', unit: keyof Import) =>
      median(turns.map((turn) => turn[what][unit]))
    const [bareMs, handlerMs] = [medianOf('bare', 'ms'), medianOf('handler', 'ms')]
    return {
      runs: RUNS,
      clients,
      bareMs,
      handlerMs,
      allMs: medianOf('all', 'ms'),
      bareCpuMs: medianOf('bare', 'cpuMs'),
      handlerCpuMs: medianOf('handler', 'cpuMs'),
      allCpuMs: medianOf('all', 'cpuMs'),
      ratio: handlerMs / bareMs,
      bareKiB: bundleKiB(bareFolder),
      handlerKiB: bundleKiB(HANDLER_FOLDER),
    }
  } finally {
    rmSync(bareFolder, { recursive: true })
  }
}

if (existsSync(HANDLER)) {
  const measured = await measure()
  const held = measured.ratio <= RATIO_LIMIT
  if (process.argv.some((word) => word === 'json' || word === '--format=json')) {
    console.log(JSON.stringify({ ...measured, limit: RATIO_LIMIT, held }))
  } else {
    console.log(
      [
        `clients        ${measured.clients.join(', ')}`,
        `bare handler   ${measured.bareMs.toFixed(1)} ms (processor ${measured.bareCpuMs.toFixed(1)} ms), ${measured.bareKiB.toFixed(0)} KiB`,
        `audit-account  ${measured.handlerMs.toFixed(1)} ms (processor ${measured.handlerCpuMs.toFixed(1)} ms), ${measured.handlerKiB.toFixed(0)} KiB`,
        `and all of it  ${measured.allMs.toFixed(1)} ms (processor ${measured.allCpuMs.toFixed(1)} ms), with what the first invocation loads while STS answers`,
        `ratio          ${measured.ratio.toFixed(2)} (limit ${RATIO_LIMIT}, median of ${RUNS} new processes each): ${held ? 'held' : 'NOT held'}`,
      ].join('\n'),
    )
  }
  if (!held) process.exitCode = 1
} else {
  console.error(
    '.build/audit-account/index.mjs is not there: the handler has not been built. Build it (infra/scripts/build.ts), then measure again.',
  )
  process.exitCode = 2
}
