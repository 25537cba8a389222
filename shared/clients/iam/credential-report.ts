import { GenerateCredentialReportCommand, GetCredentialReportCommand } from '@aws-sdk/client-iam'
import type { GetCredentialReportCommandOutput } from '@aws-sdk/client-iam'
import { backOff } from '../back-off.ts'
import type { BulkSource } from '../bulk-source.ts'
import type { Collection } from '../collection.ts'
import { failureOf, isTransient } from '../failure.ts'
import type { Failure } from '../failure.ts'

export const actions = ['iam:GenerateCredentialReport', 'iam:GetCredentialReport']

const evidence = 'credential-report'
const DEFAULT_SECONDS = 300

interface Got {
  readonly state: 'got'
  readonly report: GetCredentialReportCommandOutput
}
interface Failed {
  readonly state: 'failed'
  readonly call: (typeof actions)[number]
  readonly failure: Failure
}
type Step =
  | Got
  | Failed
  | { readonly state: 'ready' }
  /** Made, and no longer there: expired after its four hours, or another caller's race. */
  | { readonly state: 'gone' }
  | { readonly state: 'wait'; readonly failure: Failure }

const making: Failure = { code: 'ReportInProgress', reason: 'IAM is still making the report.' }
const vanished: Failure = {
  code: 'ReportNotPresent',
  reason: 'IAM said twice that the credential report was made, and both times had none to give; collect again later.',
}

const generate = async ({ ask, clients }: Collection): Promise<Step> => {
  try {
    const { State } = await ask((options) => clients.iam.send(new GenerateCredentialReportCommand({}), options))
    return State === 'COMPLETE' ? { state: 'ready' } : { state: 'wait', failure: making }
  } catch (error) {
    const failure = failureOf(error)
    if (isTransient(failure)) return { state: 'wait', failure }
    return { state: 'failed', call: 'iam:GenerateCredentialReport', failure }
  }
}

const get = async ({ ask, clients }: Collection): Promise<Step> => {
  try {
    return {
      state: 'got',
      report: await ask((options) => clients.iam.send(new GetCredentialReportCommand({}), options)),
    }
  } catch (error) {
    const failure = failureOf(error)
    if (failure.code === 'ReportNotPresent' || failure.code === 'ReportExpired') return { state: 'gone' }
    if (failure.code === 'ReportInProgress' || isTransient(failure)) return { state: 'wait', failure }
    return { state: 'failed', call: 'iam:GetCredentialReport', failure }
  }
}

const endOf = ({ options: { clock, deadline, reportSeconds = DEFAULT_SECONDS } }: Collection): Date =>
  new Date(Math.min(deadline.getTime(), clock.now().getTime() + reportSeconds * 1000))

const tooLate = (call: Failed['call'], { code, reason }: Failure): Failed => ({
  state: 'failed',
  call,
  failure: { code, reason: `The credential report was not ready in the time given to it. The last answer: ${reason}` },
})

const pollReport = async (collection: Collection): Promise<Got | Failed> => {
  const { clock, random = Math.random } = collection.options
  const wait = backOff({ clock, random, end: endOf(collection) })
  let made = false
  let regenerated = false
  for (;;) {
    const step = made ? await get(collection) : await generate(collection)
    if (step.state === 'got' || step.state === 'failed') return step
    if (step.state === 'ready') made = true
    else if (step.state === 'wait') {
      const call = made ? 'iam:GetCredentialReport' : 'iam:GenerateCredentialReport'
      if (!(await wait())) return tooLate(call, step.failure)
    } else {
      if (regenerated) return { state: 'failed', call: 'iam:GetCredentialReport', failure: vanished }
      regenerated = true
      made = false
    }
  }
}

/**
 * Whoever may not generate, or is throttled, can still read the report that somebody else had made: its own time tells
 * how old it is.
 */
const earlierReport = async (collection: Collection, failed: Failed): Promise<Got | Failed> => {
  if (failed.call !== 'iam:GenerateCredentialReport') return failed
  const step = await get(collection)
  return step.state === 'got' ? step : failed
}

export const credentialReport: BulkSource = {
  evidence,
  scope: 'account',
  collect: async (collection) => {
    const polled = await pollReport(collection)
    const result = polled.state === 'got' ? polled : await earlierReport(collection, polled)
    if (result.state === 'got') collection.keep(evidence, result.report)
    else collection.fail({ call: result.call, evidence }, result.failure)
  },
}
