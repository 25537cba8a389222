import pLimit from 'p-limit'

/** One function, as Lambda has it: the bundle is loaded once, and called with each payload; `left` comes again, as in the state machine. */
export interface Invocations {
  readonly bundle: string
  readonly payloads: readonly object[]
  readonly atOnce: number
  readonly limitMs: number
}

export interface Invoked {
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

const { bundle, payloads, atOnce, limitMs }: Invocations = JSON.parse(process.argv[2] ?? '{}')
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
const limit = pLimit(atOnce)
await Promise.all(payloads.map((payload) => limit(() => invoke(payload))))
const { user, system } = process.cpuUsage(cpu)
const invoked: Invoked = {
  answers,
  errors,
  ms: performance.now() - started,
  cpuMs: (user + system) / 1000,
  peakRssMB: process.resourceUsage().maxRSS / 1024,
  busyMs,
  invocations,
}
process.send?.(invoked, () => process.exit())
