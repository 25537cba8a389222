import { pathToFileURL } from 'node:url'

// Imports of these files one after the other in a new process; milliseconds and processor milliseconds until the last is there.
const urls = process.argv.slice(2).map((file) => pathToFileURL(file).href)
const cpu = process.cpuUsage()
const started = performance.now()
for (const url of urls) await import(url)
const { user, system } = process.cpuUsage(cpu)
process.stdout.write(JSON.stringify({ ms: performance.now() - started, cpuMs: (user + system) / 1000 }))
