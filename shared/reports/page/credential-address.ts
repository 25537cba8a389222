import type { CredentialEntry } from '../inventory.ts'
import { href } from './route.ts'

/** A key has a page of its own where its id is known; any other credential is on its owner's page. */
export const credentialAddress = ({ kind, id, principal }: CredentialEntry): string =>
  kind === 'access-key' && id !== null ? href('key', id) : href('principal', principal)
