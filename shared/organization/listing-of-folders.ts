import type { OrganizationAccount } from '#shared/facts/settings.ts'
import type { AccountFailure } from './account-failure.ts'
import { memberAccountsOf, type MemberAccount } from './member-account.ts'

/** One account's evidence, by the folder that it lay in. */
export interface JudgedFolder {
  readonly folder: string
  readonly id: string
  readonly alias: string | undefined
}

export interface UnusableFolder {
  readonly folder: string
  readonly reason: string
}

interface Folders {
  readonly judged: readonly JudgedFolder[]
  readonly unusable: readonly UnusableFolder[]
  /** As the evidence of the management account, or of a delegated administrator, lists them. */
  readonly listed: readonly OrganizationAccount[] | undefined
}

const ACCOUNT_ID = /^\d{12}$/

/** A folder that is no account's by its name has only its name to be called by. */
const unnamed = ({ folder }: UnusableFolder): MemberAccount => ({
  id: folder,
  name: '',
  state: null,
  standing: 'audit',
  reason: null,
})

/**
 * Which accounts there are: those that the organization lists, where one of the folders has its list, and all that have a folder. What has
 * no usable folder failed, and says why.
 */
export const listingOfFolders = ({
  judged,
  unusable,
  listed = [],
}: Folders): { readonly accounts: readonly MemberAccount[]; readonly failures: readonly AccountFailure[] } => {
  const own = [
    ...judged.map(({ id, alias, folder }) => ({ Id: id, Name: alias ?? folder, State: 'ACTIVE' })),
    ...unusable.map(({ folder }) => ({ Id: folder, Name: folder, State: 'ACTIVE' })),
  ]
  const named = listed.map(({ id, name, state }) => ({ Id: id, Name: name, State: state }))
  // The organization's word on an account goes before what its folder is called.
  const accounts = memberAccountsOf([...own, ...named])
  const others = unusable.filter(({ folder }) => !ACCOUNT_ID.test(folder))
  const seen = new Set([...judged.map(({ id }) => id), ...unusable.map(({ folder }) => folder)])
  const without = accounts.filter(({ id, standing }) => standing === 'audit' && !seen.has(id))
  return {
    accounts: [...accounts, ...others.map(unnamed)],
    failures: [
      ...unusable.map(({ folder, reason }) => ({ account: folder, reason })),
      ...without.map(({ id }) => ({
        account: id,
        reason:
          'The organization lists it, and no folder has its evidence. Collect it into a folder beside the others.',
      })),
    ],
  }
}
