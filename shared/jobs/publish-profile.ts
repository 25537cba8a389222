import { mergeInto } from '#shared/activity/merge-profiles.ts'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import { serialiseProfile } from '#shared/activity/serialise-profile.ts'
import { newUsageProfile, type UsageProfile } from '#shared/activity/usage-profile.ts'
import { DAY_MS, isoDate } from '#shared/facts/instant.ts'
import { byCodeUnit, sortedUnique } from '#shared/facts/order.ts'

interface Stored {
  readonly bytes: Uint8Array
  readonly version: string
}

export interface ProfileStore {
  readonly days: (account: string) => Promise<readonly { readonly day: string; readonly version: string }[]>
  readonly readDay: (account: string, day: string) => Promise<Stored | undefined>
  readonly readWhole: (account: string) => Promise<Stored | undefined>
  readonly writeWhole: (
    account: string,
    bytes: Uint8Array,
    replaces: string | undefined,
  ) => Promise<{ readonly state: 'written' | 'overtaken' | 'conflict' }>
}

export type Publication = 'published' | 'unchanged' | 'overtaken'

const textOf = ({ bytes }: Stored): string => new TextDecoder().decode(bytes)

/**
 * Puts an account's days together into the profile that others read. Its ledger names days with their versions instead of log
 * objects: so it stays small, and the next run knows whether anything changed. Whoever is overtaken leaves it: the days are
 * what counts, and the next run compares again.
 */
export const publishProfile = async (
  store: ProfileStore,
  account: string,
  { now, windowDays }: { readonly now: Date; readonly windowDays: number },
): Promise<Publication> => {
  const oldest = isoDate(new Date(now.getTime() - windowDays * DAY_MS))
  const days = (await store.days(account)).filter(({ day }) => day >= oldest)
  const before = await store.readWhole(account)
  const names = days.map(({ day, version }) => `${day} ${version}`).sort(byCodeUnit)
  if (before && isMadeOf(textOf(before), names)) return 'unchanged'
  const bytes = new TextEncoder().encode(serialiseProfile(await together(store, account, days)))
  const written = await store.writeWhole(account, bytes, before?.version)
  return written.state === 'written' ? 'published' : 'overtaken'
}

/** One day at a time, so that only one is held beside the whole. */
const together = async (
  store: ProfileStore,
  account: string,
  days: readonly { readonly day: string }[],
): Promise<UsageProfile> => {
  const whole = newUsageProfile()
  const catalogues: string[] = []
  const names: string[] = []
  for (const { day } of days) {
    const stored = await store.readDay(account, day)
    if (!stored) continue
    const profile = parseProfile(textOf(stored))
    mergeInto(whole, profile)
    catalogues.push(...profile.catalogue.split(' '))
    names.push(`${day} ${stored.version}`)
  }
  const catalogue = sortedUnique(catalogues.filter((version) => version !== '')).join(' ')
  return { ...whole, catalogue, ledger: new Set(names) }
}

const isMadeOf = (text: string, names: readonly string[]): boolean => {
  const ledger = parseProfile(text).ledger
  return ledger.size === names.length && names.every((name) => ledger.has(name))
}
