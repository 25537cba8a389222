import { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import { S3Client } from '@aws-sdk/client-s3'
import { Option } from 'commander'
import type { TrailObjects } from '#shared/activity/integrity/check-digest.ts'
import type { ChainReport, IntegrityReport } from '#shared/activity/integrity/integrity-report.ts'
import { verifyTrail } from '#shared/activity/integrity/verify-trail.ts'
import { clientConfigurationOf } from '#shared/clients/audit-clients.ts'
import { listPublicKeys } from '#shared/clients/cloudtrail/public-keys.ts'
import { findTrails } from '#shared/clients/cloudtrail/find-trails.ts'
import { listTrailObjects, readTrailObject, trailBasesOf } from '#shared/clients/trail-bucket.ts'
import { openTrailCopy, readPublicKeyFile } from '#shared/clients/trail-copy.ts'
import { jsonText } from '#shared/reports/json-line.ts'
import { visible } from '#shared/reports/plain-text.ts'
import { plural } from '#shared/facts/plural.ts'
import type { AddCommand } from '../add-command.ts'
import { EXIT, type ExitCode, UsageError } from '../exit-codes.ts'
import { credentialsFrom, type LiveOptions, regionFrom } from '../live-account.ts'
import { addLiveOptions } from '../live-options.ts'
import { refuseCredentialOptions, refuseMisplaced } from '../misplaced-options.ts'
import { endProgress, progress } from '../terminal.ts'
import { instant } from './audit.ts'

interface VerifyOptions extends LiveOptions {
  readonly evidence?: string
  readonly publicKeys?: string
  readonly bucket?: string
  readonly live?: boolean
  readonly trail?: string
  readonly account?: string
  readonly from?: Date
  readonly to?: Date
  readonly format: 'table' | 'json'
  readonly strict?: boolean
}

const copyFrom = async (options: VerifyOptions): Promise<TrailObjects> => {
  const { evidence, publicKeys, bucket, trail, account } = options
  refuseCredentialOptions(options)
  refuseMisplaced({ '--trail': trail, '--account': account }, 'goes with --live, and not with a copy.')
  if (evidence === undefined || publicKeys === undefined || bucket === undefined) {
    throw new UsageError(
      'A copy is verified with --evidence DIR, --bucket NAME (where it came from: a digest is signed for its place) and --public-keys FILE; --live asks AWS.',
    )
  }
  const [copy, keys] = await Promise.all([openTrailCopy(evidence), readPublicKeyFile(publicKeys)])
  return { ...copy, bucket, publicKeysOf: (region) => Promise.resolve(keys.get(region) ?? new Map()) }
}

const onlyTrail = async (clientOf: (region: string) => CloudTrailClient, region: string, name: string | undefined) => {
  const { trails, problems } = await findTrails(clientOf, [region])
  const meant = trails.filter((trail) => name === undefined || trail.arn === name || trail.name === name)
  const [only] = meant
  if (only !== undefined && meant.length === 1) return only
  const known = trails.map(({ arn }) => arn).join(', ')
  throw new UsageError(
    problems[0] ?? `Say which trail with --trail, in its Region with --region: ${known || `${region} has none`}.`,
  )
}

const keysOf = async (objects: AsyncIterable<{ readonly key: string }>): Promise<readonly string[]> => {
  const keys: string[] = []
  for await (const { key } of objects) keys.push(key)
  return keys
}

const liveTrail = async (options: VerifyOptions, from: Date, to: Date): Promise<TrailObjects> => {
  const region = regionFrom(options)
  const credentials = credentialsFrom(options, region)
  const clientOf = (where: string) => new CloudTrailClient(clientConfigurationOf({ region: where, credentials }))
  const s3 = new S3Client({ ...clientConfigurationOf({ region, credentials }), followRegionRedirects: true })
  progress('asking AWS where the trail writes')
  const trail = await onlyTrail(clientOf, region, options.trail)
  const { bucket } = trail
  const window = {
    from,
    to,
    ...(options.account === undefined ? {} : { accounts: [options.account] }),
    ...(options.regions === undefined ? {} : { regions: options.regions }),
  }
  const bases = await trailBasesOf(s3, trail)
  progress(`listing s3://${bucket}`)
  const digestKeys: string[] = []
  const logKeys: string[] = []
  for (const base of bases) {
    digestKeys.push(...(await keysOf(listTrailObjects(s3, { bucket, base }, window, 'CloudTrail-Digest'))))
    logKeys.push(...(await keysOf(listTrailObjects(s3, { bucket, base }, window))))
  }
  const keys = new Map<string, Promise<ReadonlyMap<string, string>>>()
  return {
    bucket,
    digestKeys,
    logKeys,
    read: (place, key) => readTrailObject(s3, place, key),
    publicKeysOf: (where) => {
      const asked = keys.get(where) ?? listPublicKeys(clientOf(where), { from, to })
      keys.set(where, asked)
      return asked
    },
  }
}

const chainLines = ({ account, region, trail, backfill, digests, logs, spans }: ChainReport): readonly string[] => [
  `${account} ${region} ${trail}${backfill ? ' (backfilled)' : ''}: ${plural(digests.valid, 'digest')} and ${plural(logs.valid, 'log file')} valid, ${digests.invalid.length} and ${logs.invalid.length} invalid`,
  ...spans.map(
    ({ from, to, state, reason }) =>
      `  ${state.padEnd(11)}  ${from} to ${to}${reason === undefined ? '' : `  ${reason}`}`,
  ),
  ...[...digests.invalid, ...logs.invalid].map(({ object, reason }) => `  invalid      ${object}: ${reason}`),
]

const MOST_SHOWN = 20

const table = ({ verdict, chains, notCovered }: IntegrityReport): string =>
  [
    `${verdict}: ${plural(chains.length, 'chain')} of digests, ${plural(notCovered.length, 'log file')} that no digest covers.`,
    ...chains.flatMap(chainLines),
    ...notCovered.slice(0, MOST_SHOWN).map((key) => `  not covered  ${key}`),
    ...(notCovered.length > MOST_SHOWN
      ? [`  and ${notCovered.length - MOST_SHOWN} more; --format json has them all`]
      : []),
  ]
    .map((line) => `${visible(line)}\n`)
    .join('')

const DAY_MS = 86_400_000

const run = async (options: VerifyOptions): Promise<ExitCode> => {
  const { evidence, publicKeys, bucket } = options
  if (options.live === true)
    refuseMisplaced(
      { '--evidence': evidence, '--public-keys': publicKeys, '--bucket': bucket },
      'is for a copy; --live reads the bucket and asks for the keys itself.',
    )
  const to = options.to ?? new Date()
  const from = options.from ?? new Date(to.getTime() - DAY_MS)
  if (from >= to) throw new UsageError('--from must be earlier than --to.')
  const objects = options.live === true ? await liveTrail(options, from, to) : await copyFrom(options)
  const asked = { ...(options.from && { from: options.from }), ...(options.to && { to: options.to }) }
  const report = await verifyTrail(objects, options.live === true ? { from, to } : asked)
  endProgress()
  process.stdout.write(options.format === 'json' ? jsonText(report) : table(report))
  if (report.verdict === 'invalid') return EXIT.findings
  return options.strict === true && report.verdict === 'no coverage' ? EXIT.partly : EXIT.done
}

export const addVerifyTrail: AddCommand = (program, finish) => {
  const command = program
    .command('verify-trail')
    .description("Validate CloudTrail's log files by their digests: valid, invalid or no coverage, hour by hour.")
    .option('--evidence <dir>', "a copy of the trail's bucket, with each digest's head-object answer beside it")
    .option('--public-keys <file>', 'JSON: for each Region the answer of `aws cloudtrail list-public-keys`')
    .option('--bucket <name>', 'the bucket that the copy came from')
    .option('--live', "read the trail's bucket and ask AWS for the public keys; read-only")
    .option('--trail <name-or-arn>', 'which trail, where the Region has several')
    .option('--account <id>', 'only this account of an organization trail')
    .addOption(new Option('--from <instant>', 'live: default 24 hours before --to').argParser(instant))
    .addOption(new Option('--to <instant>', 'default: now').argParser(instant))
    .addOption(new Option('--format <format>', 'table or json').choices(['table', 'json']).default('table'))
    .option('--strict', 'exit 3 when something is not covered')
  addLiveOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  credaudit verify-trail --live --region eu-central-1 --trail main --from 2026-11-19
  credaudit verify-trail --evidence trail-bucket/ --bucket my-trail-bucket --public-keys keys.json

Exit: 0 nothing invalid, 1 something is invalid, 2 wrong usage, 3 --strict and something is not covered.
`,
    )
    .action(async (options: VerifyOptions) => finish(await run(options)))
}
