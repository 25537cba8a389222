import { LogFold } from '#shared/activity/log-fold.ts'
import { mergeProfiles } from '#shared/activity/merge-profiles.ts'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import type { RequestsOf } from '#shared/activity/record-row.ts'
import { serialiseProfile } from '#shared/activity/serialise-profile.ts'
import { newUsageProfile, type UsageProfile } from '#shared/activity/usage-profile.ts'
import { byCodeUnit, byKey } from '#shared/facts/order.ts'

/** One log object of a trail; `day` is that of its delivery, as its name has it. */
export interface LogObjectToFold {
  readonly bucket: string
  readonly key: string
  readonly account: string
  readonly day: string
}

interface Stored {
  readonly bytes: Uint8Array
  readonly version: string
}

/** Where the days are kept. `overtaken`: somebody else wrote; `conflict`: is writing at this moment. */
export interface DayStore {
  readonly readDay: (account: string, day: string) => Promise<Stored | undefined>
  readonly writeDay: (
    account: string,
    day: string,
    bytes: Uint8Array,
    replaces: string | undefined,
  ) => Promise<{ readonly state: 'written' | 'overtaken' | 'conflict' }>
}

export interface FoldTools {
  readonly store: DayStore
  /** The whole object, compressed as it is; undefined when it is not there. */
  readonly readLog: (object: LogObjectToFold) => Promise<Uint8Array | undefined>
  readonly requestsOf: RequestsOf
  readonly catalogue: string
  /** False: finish what is begun, and begin nothing more. */
  readonly hasTime: () => boolean
  /** Some moments, so that somebody else can finish writing. */
  readonly pause: () => Promise<void>
}

export interface FoldReport {
  readonly folded: number
  /** Folded before, by whomever. */
  readonly known: number
  readonly unreadable: readonly { readonly object: LogObjectToFold; readonly reason: string }[]
  /** Could not be fetched or kept; worth another try. */
  readonly failed: readonly { readonly object: LogObjectToFold; readonly reason: string }[]
  /** Not begun when the time was over. */
  readonly left: readonly LogObjectToFold[]
}

const MOST_TRIES = 8
/** Objects between two writes: so much work is lost at most when the function is stopped. */
const PER_CHECKPOINT = 100
const READ_AT_ONCE = 8

export const nameOf = ({ bucket, key }: LogObjectToFold): string => `${bucket}/${key}`

/** Folds log objects into the profiles of their days, each object once, whoever else does the same at the same time. */
export const foldActivity = async (tools: FoldTools, objects: readonly LogObjectToFold[]): Promise<FoldReport> => {
  const report = newReport()
  for (const day of daysOf(objects)) {
    const group = await unknownOf(tools, day, report)
    for (let at = 0; at < group.length; at += PER_CHECKPOINT) {
      const part = group.slice(at, at + PER_CHECKPOINT)
      if (!tools.hasTime()) report.left.push(...part)
      else await foldPart(tools, part, report)
    }
  }
  return report
}

type OpenReport = {
  -readonly [K in keyof FoldReport]: FoldReport[K] extends readonly (infer T)[] ? T[] : FoldReport[K]
}
const newReport = (): OpenReport => ({ folded: 0, known: 0, unreadable: [], failed: [], left: [] })

const daysOf = (objects: readonly LogObjectToFold[]): readonly (readonly LogObjectToFold[])[] => {
  const groups = new Map<string, Map<string, LogObjectToFold>>()
  for (const object of objects) {
    const key = `${object.account} ${object.day}`
    groups.set(key, (groups.get(key) ?? new Map<string, LogObjectToFold>()).set(nameOf(object), object))
  }
  return [...groups]
    .sort(byKey(([key]) => key))
    .map(([, group]) => [...group.values()].sort((a, b) => byCodeUnit(nameOf(a), nameOf(b))))
}

/** Of a long list most is known: one look at the ledger spares a look for each part of it. */
const unknownOf = async (
  { store, catalogue }: FoldTools,
  group: readonly LogObjectToFold[],
  report: OpenReport,
): Promise<readonly LogObjectToFold[]> => {
  const [first] = group
  if (!first || group.length <= PER_CHECKPOINT) return group
  try {
    const { ledger } = profileOf(await store.readDay(first.account, first.day), catalogue)
    const missing = group.filter((object) => !ledger.has(nameOf(object)))
    report.known += group.length - missing.length
    return missing
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error'
    report.failed.push(...group.map((object) => ({ object, reason })))
    return []
  }
}

/** Objects of one day. Whatever goes wrong with the day concerns these objects only. */
const foldPart = async (tools: FoldTools, part: readonly LogObjectToFold[], report: OpenReport): Promise<void> => {
  const own = newReport()
  try {
    await foldAndKeep(tools, part, own)
    report.folded += own.folded
    report.known += own.known
    report.unreadable.push(...own.unreadable)
    report.failed.push(...own.failed)
    report.left.push(...own.left)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error'
    report.failed.push(...part.map((object) => ({ object, reason })))
  }
}

const foldAndKeep = async (
  { store, pause, ...tools }: FoldTools,
  part: readonly LogObjectToFold[],
  report: OpenReport,
): Promise<void> => {
  const [first] = part
  if (!first) return
  const { account, day } = first
  let stored = await store.readDay(account, day)
  let profile = profileOf(stored, tools.catalogue)
  let fresh: Fresh | undefined
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const missing = part.filter((object) => !profile.ledger.has(nameOf(object)))
    fresh = await freshOf(tools, missing, fresh)
    if (fresh.names.length === 0) return addTo(report, fresh, part)
    const bytes = new TextEncoder().encode(serialiseProfile(mergeProfiles(profile, fresh.profile)))
    const written = await store.writeDay(account, day, bytes, stored?.version)
    if (written.state === 'written') return addTo(report, fresh, part)
    if (written.state === 'conflict') await pause()
    // Whoever came first may have folded some of the same objects: their ledger decides.
    stored = await store.readDay(account, day)
    profile = profileOf(stored, tools.catalogue)
  }
  throw new Error(
    `The activity of account ${account} on ${day} was written by others ${MOST_TRIES} times in a row; these log files are tried again.`,
  )
}

const profileOf = (stored: Stored | undefined, catalogue: string): UsageProfile =>
  stored === undefined ? newUsageProfile(catalogue) : parseProfile(new TextDecoder().decode(stored.bytes))

/** What was folded and is not kept yet. */
interface Fresh {
  readonly profile: UsageProfile
  readonly names: readonly string[]
  readonly unreadable: OpenReport['unreadable']
  readonly failed: OpenReport['failed']
  readonly left: OpenReport['left']
}

type Reading = Omit<FoldTools, 'store' | 'pause'>

/** Again only when somebody else has folded some of them: two profiles that share a part of their objects cannot be merged. */
const freshOf = async (tools: Reading, missing: readonly LogObjectToFold[], known?: Fresh): Promise<Fresh> => {
  if (known) {
    const names = new Set(missing.map(nameOf))
    if (known.names.every((name) => names.has(name))) return known
  }
  const logs = new LogFold({ requestsOf: tools.requestsOf, catalogue: tools.catalogue })
  const fresh = { names: [] as string[], unreadable: [], failed: [], left: [] } as Omit<Fresh, 'profile' | 'names'> & {
    names: string[]
  }
  for (let at = 0; at < missing.length; at += READ_AT_ONCE) {
    const some = missing.slice(at, at + READ_AT_ONCE)
    if (!tools.hasTime()) {
      fresh.left.push(...missing.slice(at))
      break
    }
    for (const { object, bytes, reason } of await Promise.all(some.map((object) => fetched(tools, object)))) {
      if (bytes === undefined) fresh.failed.push({ object, reason })
      else {
        const outcome = await logs.add({ name: nameOf(object), bytes: once(bytes) })
        fresh.names.push(nameOf(object))
        if (outcome.state === 'unreadable') fresh.unreadable.push({ object, reason: outcome.reason })
      }
    }
  }
  return { ...fresh, profile: logs.profile() }
}

const fetched = async (
  { readLog }: Reading,
  object: LogObjectToFold,
): Promise<{ readonly object: LogObjectToFold; readonly bytes: Uint8Array | undefined; readonly reason: string }> => {
  try {
    return { object, bytes: await readLog(object), reason: 'it is not there' }
  } catch (error) {
    return { object, bytes: undefined, reason: error instanceof Error ? error.message : 'unknown error' }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const addTo = (report: OpenReport, fresh: Fresh, part: readonly LogObjectToFold[]): void => {
  report.folded += fresh.names.length - fresh.unreadable.length
  report.known += part.length - fresh.names.length - fresh.failed.length - fresh.left.length
  report.unreadable.push(...fresh.unreadable)
  report.failed.push(...fresh.failed)
  report.left.push(...fresh.left)
}
