import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip, gunzipSync } from 'node:zlib'
import { foldRecord } from '#shared/activity/fold-record.ts'
import { gunzipGuarded } from '#shared/activity/gunzip-guarded.ts'
import { LogFold } from '#shared/activity/log-fold.ts'
import { absorb } from '#shared/activity/merge-profiles.ts'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import { trailRecordOf } from '#shared/activity/trail-record-of.ts'
import { ENDED, FULL, FULL_OF_PARAMETERS, INPUT, newTrailScanner } from '#shared/activity/trail-scanner.ts'
import { newUsageProfile } from '#shared/activity/usage-profile.ts'
import { type FastElements, ValueSplitter } from '#shared/activity/value-splitter.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import { foldOnAllCores, listTrailFiles, readTrailFile } from '#shared/clients/trail-files.ts'
import type { JsonObject } from '#shared/facts/json.ts'

/** One way of reading a folder, in a process of its own. Prints seconds and peak memory. */
const [way, folder] = process.argv.slice(2) as [string, string]
const files = readdirSync(folder)
  .sort()
  .map((name) => join(folder, name))

const CHUNK = 256 * 1024

/** Decompression alone, in pieces as the reader's, so that nothing is gathered. */
const gunzip = async (): Promise<number> => {
  let total = 0
  for (const file of files) {
    const plain = createReadStream(file, { highWaterMark: CHUNK }).pipe(createGunzip({ chunkSize: CHUNK }))
    for await (const chunk of plain as AsyncIterable<Uint8Array>) total += chunk.length
  }
  return total
}

/** Decompression and the compiled scanner, which finds each record's fields and what came before; nothing is folded. */
const scan = async (): Promise<number> => {
  const scanner = newTrailScanner()
  if (!scanner) throw new Error('There is no WebAssembly here.')
  let records = 0
  const fast: FastElements = {
    buffer: scanner.input,
    take: (at, end) => {
      for (;;) {
        const count = scanner.scan(INPUT + at, INPUT + end, 1)
        records += count
        const isFull = scanner.status.value === FULL || scanner.status.value === FULL_OF_PARAMETERS
        if (count > 0 || !isFull) return scanner.stoppedAt.value - INPUT
        scanner.resetRows()
        scanner.resetMemos()
      }
    },
    needsMore: () => scanner.status.value === ENDED,
  }
  for (const file of files) {
    const splitter = new ValueSplitter({ value: () => (records += 1) > 0, line: () => {}, list: () => {}, fast })
    for await (const chunk of gunzipGuarded(readTrailFile(file))) splitter.push(chunk)
    splitter.finish()
  }
  return records
}

const jsonParse = (): number => {
  const profile = newUsageProfile()
  for (const file of files) {
    const { Records } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as { Records: JsonObject[] }
    for (const event of Records) {
      const parsed = trailRecordOf(event)
      if (parsed.state === 'record') foldRecord(profile, parsed.record, requestsOf)
    }
  }
  return profile.recordsRead
}

/** As a Lambda reads, and the command line while there is little. */
const reader = async (): Promise<number> => {
  const logs = new LogFold({ requestsOf })
  for (const file of files) {
    const outcome = await logs.add({ name: file, bytes: readTrailFile(file) })
    if (outcome.state !== 'folded') throw new Error(`${file}: ${JSON.stringify(outcome)}`)
  }
  return logs.profile().recordsRead
}

/** As the command line reads large folders: in threads, with what it costs to start them and to put their parts together. */
const readerAllCores = async (): Promise<number> => {
  const logs = new LogFold({ requestsOf })
  const parts = await foldOnAllCores(await listTrailFiles(folder), {
    worker: new URL('fold-worker.mjs', import.meta.url),
    here: async ({ name, path }) => {
      await logs.add({ name, bytes: readTrailFile(path) })
    },
  })
  const profile = logs.profile()
  for (const part of parts) absorb(profile, parseProfile(part))
  return profile.recordsRead
}

const WAYS = new Map<string, () => number | Promise<number>>([
  ['gunzip', gunzip],
  ['scan', scan],
  ['jsonParse', jsonParse],
  ['reader', reader],
  ['readerAllCores', readerAllCores],
])

const start = performance.now()
const count = await WAYS.get(way)?.()
const seconds = (performance.now() - start) / 1000
const { user, system } = process.cpuUsage()
const cpuSeconds = (user + system) / 1e6
process.stdout.write(
  JSON.stringify({ seconds, cpuSeconds, count, peakRssMB: Math.round(process.resourceUsage().maxRSS / 1024) }),
)
