import { serviceOfAction } from '#shared/facts/action-name.ts'
import { NEVER_REPORTED } from '#shared/facts/last-accessed.ts'
import type { LastAccessedReport, ServiceLastAccess } from '#shared/facts/last-accessed.ts'
import { byKey } from '#shared/facts/order.ts'
import type { ActivityWindow } from './activity-source.ts'
import type { Contradiction, SecondWitness } from './policy-suggestion.ts'

export interface Unused {
  readonly report: LastAccessedReport
  /** Granted today, and not in the log as used. */
  readonly unused: readonly string[]
  /** Actions that the log shows, also as refused: IAM's report counts attempts. */
  readonly seen: ReadonlySet<string>
  readonly window: ActivityWindow
}

type Word = 'confirmed' | 'not told' | Date

/** What the report says of one action that the log does not show. */
const wordOn = (action: string, service: ServiceLastAccess | undefined): Word => {
  if (service === undefined || NEVER_REPORTED.has(action)) return 'not told'
  if (service.at === undefined) return 'confirmed'
  if (!service.actions.has(action)) return 'not told'
  return service.actions.get(action) ?? 'confirmed'
}

const iso = (at: Date): string => at.toISOString()

const contradictionOf = (what: string, at: Date, { from }: ActivityWindow): Contradiction => ({
  what,
  lastAccessed: iso(at),
  inWindow: from !== null && iso(at) >= from,
})

/** A service that was asked for, of which the log shows nothing, and with actions of which the report knows no more than that. */
const silentServices = ({ report, seen, unused, window }: Unused): readonly Contradiction[] => {
  const shown = new Set([...seen].map(serviceOfAction))
  const untold = unused.filter((action) => report.services.get(serviceOfAction(action))?.actions.has(action) === false)
  const granted = new Set(untold.map(serviceOfAction))
  return [...report.services].flatMap(([name, { at, actions }]) => {
    if (at === undefined || shown.has(name) || !granted.has(name)) return []
    return [...actions.values()].some((used) => used !== undefined) ? [] : [contradictionOf(name, at, window)]
  })
}

/**
 * IAM's own report beside the log: it confirms what the log does not show, or contradicts it. It tells of management actions of the services
 * that it lists, counts refused attempts too, and goes back further than most logs.
 */
export const secondWitnessOf = (given: Unused): SecondWitness => {
  const { report, unused, seen, window } = given
  let confirmed = 0
  let notTold = 0
  const contradicted: Contradiction[] = [...silentServices(given)]
  for (const action of unused) {
    const word = seen.has(action) ? 'not told' : wordOn(action, report.services.get(serviceOfAction(action)))
    if (word === 'confirmed') confirmed += 1
    else if (word === 'not told') notTold += 1
    else contradicted.push(contradictionOf(action, word, window))
  }
  return {
    file: report.file,
    generatedAt: report.generatedAt === undefined ? null : iso(report.generatedAt),
    confirmed,
    notTold,
    contradicted: contradicted.sort(byKey(({ what }) => what)),
  }
}
