// `npm run demo`: the audit of the sample account. With --deliver the whole way of its news, up to a mail and a Slack message.
import { parseArgs } from 'node:util'
import { credaudit } from '#cli/credaudit.ts'
import { EXIT } from '#cli/exit-codes.ts'

const AUDIT = 'audit --evidence samples/account --now 2026-11-20T06:00:00Z --config samples/credaudit.yaml'.split(' ')
const USAGE = '--deliver takes --state DIR (what is remembered between runs) and --out DIR (what arrived, as files).'

const deliveryOptions = (args: readonly string[]) => {
  try {
    const options = { deliver: { type: 'boolean' }, state: { type: 'string' }, out: { type: 'string' } } as const
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    process.stderr.write(`demo: ${error instanceof Error ? error.message : 'These options are not known.'} ${USAGE}\n`)
    return undefined
  }
}

const deliver = async (args: readonly string[]) => {
  const options = deliveryOptions(args)
  if (options === undefined) return EXIT.unusable
  const { deliverSample } = await import('./deliver/deliver-sample.ts')
  await deliverSample(options)
  return EXIT.done
}

const words = process.argv.slice(2)
process.exitCode = words.includes('--deliver') ? await deliver(words) : await credaudit([...AUDIT, ...words])
