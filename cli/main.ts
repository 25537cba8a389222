#!/usr/bin/env node
import { inspect } from 'node:util'
import { ignoreClosedPipe } from './closed-pipe.ts'
import { EXIT } from './exit-codes.ts'
import { nodeProblem } from './node-version.ts'

/** Node's own code for what breaks off is the one that means findings. */
process.on('uncaughtException', (error) => {
  process.stderr.write(`${inspect(error)}\n`)
  process.exit(EXIT.unusable)
})
process.stdout.on('error', ignoreClosedPipe)
process.stderr.on('error', ignoreClosedPipe)

const problem = nodeProblem(process.versions.node)
if (problem === undefined) {
  // Loaded only here: an older Node would fail on what is in it.
  const { credaudit } = await import('./credaudit.ts')
  process.exitCode = await credaudit(process.argv.slice(2))
} else {
  process.stderr.write(`credaudit: ${problem}\n`)
  process.exitCode = EXIT.unusable
}
