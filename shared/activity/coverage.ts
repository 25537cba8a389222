import { byKey } from '#shared/facts/order.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import type { UsageProfile } from './usage-profile.ts'

/** One account and Region: on which days events of each kind were seen. A day that is not listed was not seen, whatever the reason. */
export interface CoverageCell {
  readonly account: string
  readonly region: string
  readonly kind: string
  readonly events: number
  readonly first: string
  readonly last: string
  readonly days: readonly string[]
  /** Days between the first and the last without any event of this kind. */
  readonly gaps: readonly string[]
}

export const coverageOf = (profile: UsageProfile): readonly CoverageCell[] => {
  const cells = new Map<string, { account: string; region: string; kind: string; events: number; days: number[] }>()
  for (const [key, sighting] of profile.coverage.entries()) {
    const [account, region, day, kind] = JSON.parse(key) as [string, string, number, string]
    const group = JSON.stringify([account, region, kind])
    const cell = cells.get(group) ?? { account, region, kind, events: 0, days: [] }
    cell.events += sighting.count
    cell.days.push(day)
    cells.set(group, cell)
  }
  return [...cells]
    .sort(byKey(([key]) => key))
    .map(([, { days, ...cell }]) => ({ ...cell, ...spanOf(days.sort((a, b) => a - b)) }))
}

const spanOf = (days: readonly number[]): Pick<CoverageCell, 'first' | 'last' | 'days' | 'gaps'> => {
  const dates = days.map(dateOfDay)
  return { first: dates[0] ?? '', last: dates.at(-1) ?? '', days: dates, gaps: gapsOf(days) }
}

const LONGEST_GAP_LIST = 1_000

const gapsOf = (days: readonly number[]): readonly string[] => {
  const gaps: string[] = []
  for (const [index, day] of days.entries()) {
    for (let missing = (days[index - 1] ?? day) + 1; missing < day && gaps.length < LONGEST_GAP_LIST; missing += 1)
      gaps.push(dateOfDay(missing))
  }
  return gaps
}

const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
