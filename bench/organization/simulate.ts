import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { build } from 'esbuild'
import { bundleOptions } from '#infra/scripts/bundle-options.ts'
import type { OrganizationDocument } from '#shared/reports/organization-report.ts'
import type { Invocations, Invoked, Progress } from './invoke.child.ts'
import type { Figures } from './simulated/aws.ts'
import { type OrganizationPlan, idOf } from './simulated/organization.ts'
import type { Weather } from './simulated/weather.ts'

export interface Simulation {
  readonly plan: OrganizationPlan
  readonly weather: Weather
  /** Batches under way at the same time. */
  readonly atOnce: number
  /** What a function may take, as its timeout; shorter than Lambda's where hanging accounts would make the bench as long. */
  readonly limitMs: number
  /** Told now and then how far the workers are. */
  readonly onProgress?: (line: object) => void
}

export interface Simulated {
  readonly workers: Invoked
  readonly summary: Invoked
  readonly report: OrganizationDocument
  readonly figures: Figures
}

const FUNCTIONS = ['list-accounts', 'audit-account', 'summarize-organization'] as const
export type Bundles = Readonly<Record<(typeof FUNCTIONS)[number], string>>

/** The functions as they are shipped. */
export const bundleFunctions = async (outdir: string): Promise<Bundles> => {
  const entryPoints = Object.fromEntries(FUNCTIONS.map((name) => [name, `functions/${name}/handler.ts`]))
  await build({ ...bundleOptions, entryPoints, outdir })
  const urlOf = (name: string): string => pathToFileURL(join(outdir, `${name}.mjs`)).href
  return {
    'list-accounts': urlOf('list-accounts'),
    'audit-account': urlOf('audit-account'),
    'summarize-organization': urlOf('summarize-organization'),
  }
}

/** As infra/organization.asl.json has it. */
const ACCOUNTS_PER_BATCH = 4
const RUN = 'bench'
/** As in a function of 1,769 MB Node's own heap would grow further than the work needs. */
const HEAP_MB = 320

const messageOf = async <Message>(child: ChildProcess): Promise<Message> => {
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${child.spawnargs.at(-2)} ended with ${code} before it said anything.`)
  })
  const [message] = await Promise.race([once(child, 'message'), failed])
  return message as Message
}

const startAws = async (plan: OrganizationPlan, weather: Weather) => {
  const script = join(import.meta.dirname, 'simulated/aws.child.ts')
  const child = fork(script, [JSON.stringify({ plan, weather })])
  const endpoint = await messageOf<string>(child)
  const figures = (): Promise<Figures> => {
    child.send('figures')
    return messageOf<Figures>(child)
  }
  return { endpoint, figures, stop: () => child.disconnect() }
}

const environmentFor = (endpoint: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_REGION: 'us-east-1',
  EVIDENCE_BUCKET: 'evidence',
  TOPIC_ARN: `arn:aws:sns:us-east-1:${idOf(0)}:findings`,
  REGIONS: 'us-east-1',
  MEMBER_ROLE: 'credaudit/credaudit-member',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
})

const invoke = async (
  invocations: Invocations,
  env: Readonly<Record<string, string>>,
  onProgress: (progress: Progress) => void,
): Promise<Invoked> => {
  const child = fork(join(import.meta.dirname, 'invoke.child.ts'), {
    env,
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    // The functions' logs and metrics.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.send(invocations)
  return new Promise((resolve, reject) => {
    child.on('message', (message: Invoked | Progress) =>
      message.kind === 'invoked' ? resolve(message) : onProgress(message),
    )
    child.once('exit', (code) => reject(new Error(`${invocations.bundle} ended with ${code} before it was done.`)))
  })
}

/** The payloads of the Map's children: what ItemReader and ItemBatcher make of the list. */
const batchesOf = ({ accounts }: OrganizationPlan): readonly object[] =>
  Array.from({ length: Math.ceil(accounts / ACCOUNTS_PER_BATCH) }, (_, batch) => {
    const first = batch * ACCOUNTS_PER_BATCH
    const length = Math.min(ACCOUNTS_PER_BATCH, accounts - first)
    return { run: RUN, accounts: Array.from({ length }, (_, index) => idOf(first + index)) }
  })

const reportFrom = async (endpoint: string): Promise<OrganizationDocument> => {
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' }
  const s3 = new S3Client({ endpoint, credentials, region: 'us-east-1', maxAttempts: 20 })
  const Key = `reports/organization/${RUN}.json`
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'evidence', Key }))
  return JSON.parse((await Body?.transformToString()) ?? '')
}

/** List, workers, summary: the state machine's three tasks, on the bundles, against an AWS of its own. */
export const simulate = async (
  bundles: Bundles,
  { plan, weather, atOnce, limitMs, onProgress = () => {} }: Simulation,
): Promise<Simulated> => {
  const aws = await startAws(plan, weather)
  try {
    const env = environmentFor(aws.endpoint)
    const call = (name: keyof Bundles, payloads: readonly object[]) =>
      invoke({ bundle: bundles[name], payloads, atOnce, limitMs }, env, ({ kind: _kind, ...progress }) =>
        onProgress({ ...progress, of: payloads.length }),
      )
    const list = await call('list-accounts', [{ run: RUN }])
    if (list.errors[0] !== undefined) throw new Error(`list-accounts: ${list.errors[0]}`)
    const workers = await call('audit-account', batchesOf(plan))
    const summary = await call('summarize-organization', [{ run: RUN, map: {} }])
    if (summary.errors[0] !== undefined) throw new Error(`summarize-organization: ${summary.errors[0]}`)
    const figures = await aws.figures()
    return { workers, summary, report: await reportFrom(aws.endpoint), figures }
  } finally {
    aws.stop()
  }
}
