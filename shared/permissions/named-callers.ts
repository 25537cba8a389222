import { accountOfArn } from '#shared/facts/arn.ts'

/** The role's own account or organization, as `${aws:ResourceAccount}` and `${aws:ResourceOrgID}` name it. */
export const OWN = 'own'

/** The accounts, or the organizations, of which a caller must be one. */
export interface NamedCallers {
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
  readonly of: NamedCallers['of']
  readonly idIn: (value: string) => string | undefined
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['aws:principalaccount', { of: 'account', idIn: accountIn }],
  ['aws:principalarn', { of: 'account', idIn: (value) => accountIn(accountOfArn(value)) }],
  ['aws:principalorgid', { of: 'organization', idIn: organizationIn }],
  // o-exampleorgid/r-ab12/ou-ab12-11111111/*
  ['aws:principalorgpaths', { of: 'organization', idIn: (value) => organizationIn(value.split('/', 1)[0]) }],
])

/** Undefined unless each of the values, which are alternatives, names an account or organization. */
export const callersNamedBy = (key: string, values: readonly string[]): NamedCallers | undefined => {
  const reader = READERS.get(key.toLowerCase())
  if (reader === undefined) return undefined
  const ids = values.flatMap((value) => reader.idIn(value) ?? [])
  return ids.length === values.length ? { of: reader.of, ids: [...new Set(ids)] } : undefined
}
