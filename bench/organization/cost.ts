import type { Simulated } from './simulate.ts'
import { type OrganizationPlan, sizeOf } from './simulated/organization.ts'

/** US dollars in us-east-1, as of November 2026; see docs/scale.md. */
const PRICES = {
  lambdaGigabyteSecond: 0.0000133334,
  lambdaRequest: 0.0000002,
  stateTransition: 0.000025,
  s3Put: 0.000005,
  s3Get: 0.0000004,
  accessAnalyzerPrincipalMonth: 0.2,
  securityHubCheck: 0.001,
}
const WORKER_GB = 1769 / 1024
const RUNS_PER_MONTH = 30.4
/** The collector's calls in flight at once, and about as many objects on their way into the bucket. */
const IN_FLIGHT = 5
/** The child execution's own start, Begin, Audit, IsAnyLeft, BatchDone. */
const TRANSITIONS_PER_BATCH = 5
const ACCOUNTS_PER_BATCH = 4
/** Controls of Security Hub CSPM about the account itself, and about each user (IAM.2, 3, 5, 8, 19, 22). */
const CHECKS_PER_ACCOUNT = 15
const CHECKS_PER_USER = 6

export interface Cost {
  /** Seconds of a worker for one account: processor time, and the waits at full latency. */
  readonly workerSeconds: number
  readonly principals: number
  readonly perAccountMonth: Readonly<Record<'lambda' | 'stepFunctions' | 's3' | 'all', number>>
  readonly accessAnalyzer: number
  readonly securityHub: number
}

/** What an account costs in a month of daily runs, from the calls, the waits and the processor time that were counted. */
export const costOf = (plan: OrganizationPlan, { workers, figures }: Simulated): Cost => {
  const { accounts } = plan
  const sizes = Array.from({ length: accounts }, (_, number) => sizeOf(plan, number))
  const users = sizes.reduce((sum, size) => sum + size.users, 0) / accounts
  const principals = sizes.reduce((sum, size) => sum + size.users + size.roles, 0) / accounts
  const waitedMs = figures.latencyMs / IN_FLIGHT
  const workerSeconds = (workers.cpuMs + waitedMs) / 1000 / accounts
  const perRun = (name: string): number => (figures.byOperation[name] ?? 0) / accounts
  const requests = workers.invocations / accounts
  const lambda =
    RUNS_PER_MONTH * (workerSeconds * WORKER_GB * PRICES.lambdaGigabyteSecond + requests * PRICES.lambdaRequest)
  const stepFunctions = RUNS_PER_MONTH * (TRANSITIONS_PER_BATCH / ACCOUNTS_PER_BATCH) * PRICES.stateTransition
  const writes = perRun('s3:PutObject') + perRun('s3:ListObjectsV2')
  const s3 = RUNS_PER_MONTH * (writes * PRICES.s3Put + perRun('s3:GetObject') * PRICES.s3Get)
  return {
    workerSeconds,
    principals,
    perAccountMonth: { lambda, stepFunctions, s3, all: lambda + stepFunctions + s3 },
    accessAnalyzer: principals * PRICES.accessAnalyzerPrincipalMonth,
    securityHub: RUNS_PER_MONTH * (CHECKS_PER_ACCOUNT + CHECKS_PER_USER * users) * PRICES.securityHubCheck,
  }
}
