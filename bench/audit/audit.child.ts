import { readEvidenceFolder } from '#shared/clients/evidence-folder.ts'
import { judgeAccount, readAccount } from '#shared/jobs/audit-account.ts'
import { jsonPieces } from '#shared/reports/json.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { NOW } from './account-id.ts'

/** Evidence folder in, one line of JSON out: the first run in a new process, and the fastest of some after it. */
const [folder = '', repeats = '3'] = process.argv.slice(2)
const files = await readEvidenceFolder(folder)

const encoder = new TextEncoder()
/** As the report is written: piece by piece, each as bytes. */
const writtenBytes = (pieces: Iterable<string>): number => {
  let bytes = 0
  for (const piece of pieces) bytes += encoder.encode(piece).length
  return bytes
}

const job = { files, configuration: defaultConfiguration, now: new Date(NOW), version: 'bench' }

const auditOnce = () => {
  const started = performance.now()
  const cpu = process.cpuUsage()
  const account = readAccount(job)
  const read = performance.now()
  const { document } = judgeAccount(account, job)
  const judged = performance.now()
  const reportBytes = writtenBytes(jsonPieces(document))
  const { user, system } = process.cpuUsage(cpu)
  return {
    readMs: read - started,
    judgeMs: judged - read,
    jsonMs: performance.now() - judged,
    cpuMs: (user + system) / 1000,
    findings: document.findings.length,
    reportBytes,
  }
}

const first = auditOnce()
const peakRssMB = process.resourceUsage().maxRSS / 1024
const warm = Array.from({ length: Number(repeats) }, auditOnce).map(({ cpuMs }) => cpuMs)
console.log(JSON.stringify({ ...first, peakRssMB, warmCpuMs: Math.min(...warm) }))
