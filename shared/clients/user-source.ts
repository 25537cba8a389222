import type { EvidenceName } from '#shared/facts/evidence-source.ts'
import type { AuditClients } from './audit-clients.ts'
import type { SendOptions } from './collection.ts'
import type { Cursor } from './pages.ts'

export type UserEvidence = Extract<
  EvidenceName,
  'access-keys' | 'access-key-last-used' | 'mfa-devices' | 'login-profiles' | 'ssh-public-keys' | 'signing-certificates'
>

/** A kind of evidence that costs a call for each user. */
export interface UserSource<Page extends object = object> {
  readonly evidence: UserEvidence
  readonly call: string
  readonly send: (
    clients: AuditClients,
    question: { readonly UserName: string; readonly Marker?: string },
    options: SendOptions,
  ) => Promise<Page>
  readonly cursorOf: (page: Page) => Cursor
  /** An error that is an answer: the login profile that a user does not have. */
  readonly absent?: { readonly code: string; readonly message: RegExp; readonly answer: object }
}

export const userSource = <Page extends object>(source: UserSource<Page>): UserSource<Page> => source
