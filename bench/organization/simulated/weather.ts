import { chanceFrom } from '#bench/audit/chance.ts'
import { type Answer, jsonFault, queryFault } from './answer.ts'

/** How the simulated services behave. */
export interface Weather {
  /** 1 is what is listed below; 0.1 is ten times faster. */
  readonly latencyScale: number
  /** Of a hundred calls, how many are throttled. */
  readonly throttledPercent: number
  readonly seed: number
}

// Milliseconds for one answer, as calls from a Lambda in the same Region take; authorization details by what is in them
// (about ten seconds for 3 MB, nccgroup/PMapper#26).
const USUAL: Readonly<Record<string, number>> = {
  iam: 90,
  sts: 60,
  organizations: 120,
  cloudtrail: 120,
  s3: 30,
  sns: 30,
}
const DETAILS = 'iam:GetAccountAuthorizationDetails'

export const latencyOf = (service: string, operation: string, { body }: Answer, { latencyScale }: Weather): number => {
  const usual = USUAL[service] ?? 100
  const size = `${service}:${operation}` === DETAILS ? body.length / 300 : 0
  return (usual + size) * latencyScale
}

const throttled = (service: string): Answer => {
  if (service === 's3')
    return {
      status: 503,
      type: 'text/xml',
      body: '<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>',
    }
  if (['iam', 'sts', 'sns'].includes(service)) return queryFault(400, 'Throttling', 'Rate exceeded')
  return jsonFault(400, 'ThrottlingException', 'Rate exceeded')
}

/** Throttles calls by chance, whoever makes them. */
export const throttling = ({ throttledPercent, seed }: Weather) => {
  const chance = chanceFrom(seed)
  return (service: string): Answer | undefined => (chance.percent(throttledPercent) ? throttled(service) : undefined)
}
