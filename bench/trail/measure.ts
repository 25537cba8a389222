import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { LogFold } from '#shared/activity/log-fold.ts'
import { foldRecord } from '#shared/activity/fold-record.ts'
import { trailRecordOf } from '#shared/activity/trail-record-of.ts'
import { newUsageProfile } from '#shared/activity/usage-profile.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { foldInWorkers, listTrailFiles, readTrailFile } from '#shared/clients/trail-files.ts'
import { mergeInto } from '#shared/activity/merge-profiles.ts'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'

/** One way of reading a folder, in a process of its own. Prints seconds and peak memory. */
const [way, folder] = process.argv.slice(2) as [string, string]
const files = readdirSync(folder)
  .sort()
  .map((name) => join(folder, name))

const gunzip = (): number => files.reduce((total, file) => total + gunzipSync(readFileSync(file)).length, 0)

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

const reader = async (): Promise<number> => {
  const fold = new LogFold({ requestsOf })
  for (const file of files) {
    const outcome = await fold.add({ name: file, bytes: readTrailFile(file) })
    if (outcome.state !== 'folded') throw new Error(`${file}: ${JSON.stringify(outcome)}`)
  }
  return fold.profile().recordsRead
}

const readerAllCores = async (): Promise<number> => {
  const worker = new URL('../../shared/activity/fold-worker.ts', import.meta.url)
  const profile = newUsageProfile()
  for (const part of await foldInWorkers(await listTrailFiles(folder), { worker }))
    mergeInto(profile, parseProfile(part))
  return profile.recordsRead
}

const WAYS = new Map<string, () => number | Promise<number>>([
  ['gunzip', gunzip],
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
