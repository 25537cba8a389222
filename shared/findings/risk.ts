import type { Severity } from '#shared/rules/severity.ts'
import type { Power, Standing } from '#shared/rules/standing.ts'

export interface Risk {
  readonly number: number
  readonly reasons: readonly string[]
}

const BASE: Readonly<Record<Severity, number>> = { critical: 80, high: 60, medium: 40, low: 20, info: 5 }
/** The room within a band: `info` begins at 5, so its band is the smaller. */
const ROOM: Readonly<Record<Severity, number>> = { critical: 19, high: 19, medium: 19, low: 19, info: 14 }
const POWER: Readonly<Record<Power, number>> = {
  administrator: 12,
  escalates: 10,
  'permissions-management': 9,
  writes: 5,
  unknown: 4,
  reads: 2,
  none: 0,
}
const POWER_WORDS: Readonly<Record<Power, string>> = {
  administrator: 'the principal is an administrator',
  escalates: 'the principal can make itself an administrator',
  'permissions-management': 'the principal can change permissions',
  writes: 'the principal can write',
  unknown: 'what the principal can do is not known',
  reads: 'the principal can only read',
  none: 'the principal has no permission',
}
const IDLE_STEPS = [
  { over: 365, points: 5 },
  { over: 90, points: 3 },
  { over: 45, points: 1 },
] as const

type IdleStep = (typeof IDLE_STEPS)[number]

const weigh = (severity: Severity, { power, exposed }: Standing, idle: IdleStep | undefined): Risk => {
  const inBand = POWER[power] + (idle?.points ?? 0) + (exposed ? 2 : 0)
  return {
    number: BASE[severity] + Math.min(ROOM[severity], inBand),
    reasons: [
      `severity ${severity}`,
      POWER_WORDS[power],
      ...(idle === undefined ? [] : [`idle for more than ${idle.over} days`]),
      ...(exposed ? ['usable from outside the account'] : []),
    ],
  }
}

const made = new Map<string, Risk>()

/**
 * 0 to 100. Severity sets the band of twenty, power, idle time and exposure the place in it: a forgotten administrator's key
 * stands above a forgotten reader's, and never above a finding of a graver severity. Each of the few answers is one object.
 */
export const riskOf = (severity: Severity, standing: Standing): Risk => {
  const { power, idleDays, exposed } = standing
  const idle = idleDays === undefined ? undefined : IDLE_STEPS.find(({ over }) => idleDays > over)
  const key = `${severity} ${power} ${idle?.over ?? 0} ${exposed}`
  const risk = made.get(key) ?? weigh(severity, standing, idle)
  made.set(key, risk)
  return risk
}
