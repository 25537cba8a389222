import { readEvidenceFolder } from '#shared/clients/evidence-folder.ts'
import { auditAccount } from '#shared/jobs/audit-account.ts'
import { formatJson } from '#shared/reports/json.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { NOW } from './account-id.ts'

/** Evidence folder in, one line of JSON out: the first run in a new process, and the fastest of some after it. */
const [folder = '', repeats = '3'] = process.argv.slice(2)
const files = await readEvidenceFolder(folder)

const auditOnce = () => {
  const started = performance.now()
  const cpu = process.cpuUsage()
  const { document } = auditAccount({
    files,
    configuration: defaultConfiguration,
    now: new Date(NOW),
    version: 'bench',
  })
  const judged = performance.now()
  const report = formatJson(document)
  const { user, system } = process.cpuUsage(cpu)
  return {
    auditMs: judged - started,
    jsonMs: performance.now() - judged,
    cpuMs: (user + system) / 1000,
    findings: document.findings.length,
    reportBytes: report.length,
  }
}

const first = auditOnce()
const peakRssMB = process.resourceUsage().maxRSS / 1024
const warm = Array.from({ length: Number(repeats) }, auditOnce).map(({ cpuMs }) => cpuMs)
console.log(JSON.stringify({ ...first, peakRssMB, warmCpuMs: Math.min(...warm) }))
