import { once } from 'node:events'
import pLimit from 'p-limit'

/** One function, as Lambda has it: the bundle is loaded once, and called with each payload; `left` comes again, as in the state machine. */
export interface Invocations {
  readonly bundle: string
  readonly payloads: readonly object[]
  readonly atOnce: number
  readonly limitMs: number
}

/** How far it is, every so many payloads: a run of hours shall leave figures even where it is ended. */
export interface Progress {
  readonly kind: 'progress'
  readonly payloads: number
  readonly ms: number
  readonly cpuMs: number
  readonly peakRssMB: number
}

export interface Invoked {
  readonly kind: 'invoked'
  readonly answers: readonly unknown[]
  readonly errors: readonly string[]
  readonly ms: number
  readonly cpuMs: number
  readonly peakRssMB: number
  /** Of all calls together. */
  readonly busyMs: number
  readonly invocations: number
}

type Handler = (payload: object, context: object) => Promise<unknown>

// By message: the payloads of ten thousand accounts are too long for an argument.
const [message] = await once(process, 'message')
const { bundle, payloads, atOnce, limitMs } = message as Invocations
const { handler }: { handler: Handler } = await import(bundle)

const contextOf = () => {
  const end = performance.now() + limitMs
  return {
    functionName: 'bench',
    functionVersion: '1',
    memoryLimitInMB: '1769',
    awsRequestId: 'bench',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:100000000000:function:bench',
    getRemainingTimeInMillis: () => end - performance.now(),
  }
}

const answers: unknown[] = []
const errors: string[] = []
let busyMs = 0
let invocations = 0
const leftOf = (answer: unknown): readonly string[] => (answer as { left?: readonly string[] }).left ?? []

const invoke = async (payload: object): Promise<void> => {
  const started = performance.now()
  invocations += 1
  try {
    const answer = await handler(payload, contextOf())
    answers.push(answer)
    busyMs += performance.now() - started
    const left = leftOf(answer)
    if (left.length > 0) await invoke({ ...payload, accounts: left })
  } catch (error) {
    busyMs += performance.now() - started
    errors.push(error instanceof Error ? error.message : String(error))
  }
}

const started = performance.now()
const cpu = process.cpuUsage()
const used = () => {
  const { user, system } = process.cpuUsage(cpu)
  const peakRssMB = process.resourceUsage().maxRSS / 1024
  return { ms: performance.now() - started, cpuMs: (user + system) / 1000, peakRssMB }
}
const PAYLOADS_PER_WORD = 25
let done = 0
const invokeAndTell = async (payload: object): Promise<void> => {
  await invoke(payload)
  done += 1
  const progress: Progress = { kind: 'progress', payloads: done, ...used() }
  if (done % PAYLOADS_PER_WORD === 0) process.send?.(progress)
}
const limit = pLimit(atOnce)
await Promise.all(payloads.map((payload) => limit(() => invokeAndTell(payload))))
const invoked: Invoked = { kind: 'invoked', answers, errors, ...used(), busyMs, invocations }
process.send?.(invoked, () => process.exit())
