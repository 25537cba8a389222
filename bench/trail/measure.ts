import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { LogFold } from '#shared/activity/log-fold.ts'
import { foldRecord } from '#shared/activity/fold-record.ts'
import { trailRecordOf } from '#shared/activity/trail-record-of.ts'
import { newUsageProfile } from '#shared/activity/usage-profile.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { readTrailFile } from '#shared/clients/trail-files.ts'
import { requestsOf } from './requests-of.ts'

/** One way of reading a folder, in a process of its own. Prints seconds and peak memory. */
const [way, folder, share = '0/1'] = process.argv.slice(2) as [string, string, string?]
const [part, parts] = share.split('/').map(Number) as [number, number]
const files = readdirSync(folder)
  .sort()
  .filter((_, index) => index % parts === part)
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

const start = performance.now()
const count = way === 'gunzip' ? gunzip() : way === 'jsonParse' ? jsonParse() : await reader()
const seconds = (performance.now() - start) / 1000
process.stdout.write(JSON.stringify({ seconds, count, peakRssMB: Math.round(process.resourceUsage().maxRSS / 1024) }))
