import { pathToFileURL } from 'node:url'

// One import in a new process, in milliseconds.
const [file = ''] = process.argv.slice(2)
const url = pathToFileURL(file).href
const started = performance.now()
await import(url)
process.stdout.write(String(performance.now() - started))
