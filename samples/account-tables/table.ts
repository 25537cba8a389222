// What one line of a table may say. Dates are `2026-11-20` (then at 09:00 of that day) or whole instants.

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type Document = { readonly [key: string]: Json }

/** `seen`: the last such event of the sample's own CloudTrail files. */
export type LastUse = 'seen' | 'never' | { readonly at: string; readonly region?: string; readonly service?: string }

export interface SampleKey {
  /** Tells a user's keys apart; the id is made from it. */
  readonly label: string
  readonly created: string
  readonly active: boolean
  readonly lastUse: LastUse
}

export type SampleMfa = {
  readonly kind: 'virtual' | 'fido' | 'sms' | 'hardware'
  readonly enabled: string
  readonly label?: string
  readonly certification?: string
}

export interface SampleServiceCredential {
  readonly service: string
  readonly created: string
  readonly status: 'Active' | 'Inactive' | 'Expired'
  readonly expires?: string
}

export interface SampleGrants {
  /** Names of customer policies, or `aws:` and the name of one that AWS manages. */
  readonly attached?: readonly string[]
  readonly inline?: Readonly<Record<string, Document>>
  readonly boundary?: string
}

export interface SampleUser extends SampleGrants {
  readonly name: string
  readonly path?: string
  readonly created: string
  readonly groups?: readonly string[]
  readonly tags?: Readonly<Record<string, string>>
  readonly password?: { readonly changed: string; readonly lastUse: LastUse; readonly resetRequired?: true }
  readonly mfa?: readonly SampleMfa[]
  readonly keys?: readonly SampleKey[]
  readonly certificates?: readonly { readonly uploaded: string; readonly active: boolean }[]
  readonly sshKeys?: readonly { readonly uploaded: string; readonly active: boolean }[]
  readonly serviceCredentials?: readonly SampleServiceCredential[]
}

export interface SampleGroup extends SampleGrants {
  readonly name: string
  readonly path?: string
  readonly created: string
}

export interface SampleRole extends SampleGrants {
  readonly name: string
  readonly path?: string
  readonly created: string
  readonly description?: string
  readonly trust: Document
  readonly lastUse: LastUse
  readonly maxSessionSeconds?: number
  readonly instanceProfile?: string
  readonly tags?: Readonly<Record<string, string>>
}

export interface SamplePolicy {
  readonly name: string
  readonly path?: string
  readonly created: string
  /** Oldest first; the last one is the default. */
  readonly versions: readonly Document[]
  readonly updated?: string
}

export const allow = (actions: readonly string[], resources: readonly string[] = ['*']): Document => ({
  Effect: 'Allow',
  Action: actions.length === 1 ? (actions[0] ?? '') : actions,
  Resource: resources.length === 1 ? (resources[0] ?? '') : resources,
})
export const policyOf = (...statements: readonly Document[]): Document => ({
  Version: '2012-10-17',
  Statement: statements,
})
