import { accountOfArn } from '#shared/facts/arn.ts'

/** The role's own account or organization, as `${aws:ResourceAccount}` and `${aws:ResourceOrgID}` name it. */
export const OWN = 'own'

/** The accounts, or the organizations, of which a caller, or what a service acts for, must be one. */
export interface NamedOwners {
  readonly of: 'account' | 'organization'
  readonly ids: readonly string[]
}

/** `arn:aws:iam::*:role/deploy` names nobody: anyone can make a role of that name in an account of their own. */
const accountIn = (text: string | undefined): string | undefined => {
  if (text?.toLowerCase() === '${aws:resourceaccount}') return OWN
  return text !== undefined && /^\d{12}$/u.test(text) ? text : undefined
}

/** `o-*` is every organization there is. */
const organizationIn = (text: string | undefined): string | undefined => {
  if (text?.toLowerCase() === '${aws:resourceorgid}') return OWN
  return text !== undefined && /^[^*?$]+$/u.test(text) ? text : undefined
}

interface Reader {
  readonly of: NamedOwners['of']
  readonly idIn: (value: string) => string | undefined
}

type Readers = ReadonlyMap<string, Reader>

const inAccount: Reader = { of: 'account', idIn: accountIn }
const inArn: Reader = { of: 'account', idIn: (value) => accountIn(accountOfArn(value)) }
const inOrganization: Reader = { of: 'organization', idIn: organizationIn }
// o-exampleorgid/r-ab12/ou-ab12-11111111/*
const inPath: Reader = { of: 'organization', idIn: (value) => organizationIn(value.split('/', 1)[0]) }

const readersOf = (what: 'principal' | 'source'): Readers =>
  new Map([
    [`aws:${what}account`, inAccount],
    [`aws:${what}arn`, inArn],
    [`aws:${what}orgid`, inOrganization],
    [`aws:${what}orgpaths`, inPath],
  ])

interface Compared {
  readonly key: string
  readonly values: readonly string[]
  readonly patterns: boolean
}

/**
 * Undefined unless each of the values, which are alternatives, names an account or organization. A wildcard that is compared as a letter is
 * nobody's id, and lets nobody in.
 */
const namedBy =
  (readers: Readers) =>
  ({ key, values, patterns }: Compared): NamedOwners | undefined => {
    const reader = readers.get(key.toLowerCase())
    if (reader === undefined) return undefined
    const possible = patterns ? values : values.filter((value) => !/[*?]/u.test(value))
    const ids = possible.flatMap((value) => reader.idIn(value) ?? [])
    return ids.length === possible.length ? { of: reader.of, ids: [...new Set(ids)] } : undefined
  }

export const callersNamedBy = namedBy(readersOf('principal'))
export const sourcesNamedBy = namedBy(readersOf('source'))
