import type { Simulated } from './simulate.ts'
import { type OrganizationPlan, healthOf, sizeOf } from './simulated/organization.ts'

export interface Run {
  readonly throttledPercent: number
  readonly plan: OrganizationPlan
  readonly simulated: Simulated
}

const numbersOf = ({ accounts }: OrganizationPlan): readonly number[] =>
  Array.from({ length: accounts }, (_, number) => number)

const usersOf = (plan: OrganizationPlan): number =>
  numbersOf(plan).reduce((sum, number) => sum + (healthOf(plan, number) === 'well' ? sizeOf(plan, number).users : 0), 0)

/** Without those for single users, whose number is the account's own. */
export const accountCalls = ({ plan, simulated: { figures } }: Run): number =>
  (figures.calls - figures.userCalls) / plan.accounts
export const userCalls = ({ plan, simulated: { figures } }: Run): number => figures.userCalls / usersOf(plan)

export const isEachOnce = ({ plan, simulated: { report } }: Run): boolean =>
  new Set(report.accounts.map(({ id }) => id)).size === plan.accounts &&
  report.accounts.length === plan.accounts &&
  report.summary.accounts.audited + report.summary.accounts.notAudited === plan.accounts

/** Not one that is well is missing, and not one that is broken counts as audited. */
export const isEachAsItIs = ({ plan, simulated: { report } }: Run): boolean => {
  const broken = numbersOf(plan).filter((number) => healthOf(plan, number) !== 'well').length
  return report.summary.accounts.notAudited === broken
}

export const lineOf = (run: Run) => {
  const { plan, throttledPercent, simulated } = run
  const { workers, summary, report, figures } = simulated
  return {
    accounts: plan.accounts,
    throttledPercent,
    seconds: workers.ms / 1000,
    cpuSeconds: workers.cpuMs / 1000,
    calls: figures.calls,
    perAccount: accountCalls(run),
    perUser: userCalls(run),
    retried: figures.throttled,
    workerMB: workers.peakRssMB,
    summaryMB: summary.peakRssMB,
    summarySeconds: summary.ms / 1000,
    audited: report.summary.accounts.audited,
    notAudited: report.summary.accounts.notAudited,
    messages: figures.messages,
    messageKB: figures.largestMessageBytes / 1024,
  }
}
