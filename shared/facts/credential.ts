import type { Known, Unknown } from './known.ts'

/** Whose credential it is. `uniqueId` (AIDA…) survives renames and tells a re-created user from the old one. */
export interface CredentialOwner {
  readonly kind: 'user' | 'root'
  readonly arn: string
  readonly name: string
  readonly uniqueId?: string
}

/**
 * `never-or-not-tracked`: IAM has recorded no use. Key use is tracked since 2015-04-22, password use since 2014-10-20;
 * an older credential may have been used before (IAM user guide, "Get credential reports").
 */
export type LastUse =
  | { readonly state: 'used'; readonly at: Date; readonly region?: string; readonly service?: string }
  | { readonly state: 'never-or-not-tracked' }
  | Unknown

export interface AccessKey {
  readonly kind: 'access-key'
  readonly owner: CredentialOwner
  /** Known only where ListAccessKeys was asked: the credential report has no key ids. */
  readonly accessKeyId?: string
  /** The report's column pair. Slots swap between reports: for words, never for identity. */
  readonly slot?: 1 | 2
  /** The second of two that the report dates alike, or not at all: nothing but the slot tells them apart. */
  readonly twin?: true
  readonly status: 'active' | 'inactive'
  readonly createdAt: Known<Date>
  readonly lastUsed: LastUse
}

export type Password =
  | { readonly state: 'none' }
  | {
      readonly state: 'set'
      readonly lastUsed: LastUse
      readonly lastChanged: Known<Date>
      /** `none`: the account's password policy has no expiry. */
      readonly nextRotation: Known<Date | 'none'>
      /** GetLoginProfile's PasswordResetRequired: the first sign-in has not happened yet. */
      readonly resetRequired: Known<boolean>
    }

/** By the form of its serial number: `:mfa/`, `:u2f/`, `:sms-mfa/`, or a plain serial (hardware token). */
export type MfaKind = 'virtual' | 'fido' | 'sms' | 'hardware'

export interface MfaDevice {
  readonly kind: 'mfa-device'
  readonly serialNumber: string
  readonly mfaKind: MfaKind
  readonly enabledAt?: Date
  /** Undefined: a virtual device that is assigned to nobody. */
  readonly owner?: CredentialOwner
  /** GetMFADevice's certification level, FIDO only. */
  readonly certification: Known<string>
}

export interface SigningCertificate {
  readonly kind: 'signing-certificate'
  readonly owner: CredentialOwner
  readonly certificateId?: string
  readonly slot?: 1 | 2
  /** The second of two that the report dates alike, or not at all: nothing but the slot tells them apart. */
  readonly twin?: true
  readonly status: 'active' | 'inactive'
  readonly uploadedAt: Known<Date>
}

export interface SshPublicKey {
  readonly kind: 'ssh-public-key'
  readonly owner: CredentialOwner
  readonly keyId: string
  readonly status: 'active' | 'inactive'
  readonly uploadedAt: Known<Date>
}

export interface ServiceSpecificCredential {
  readonly kind: 'service-specific-credential'
  readonly owner: CredentialOwner
  readonly credentialId: string
  /** For example `bedrock.amazonaws.com`, `codecommit.amazonaws.com`, `cassandra.amazonaws.com`. */
  readonly serviceName: string
  readonly status: 'active' | 'inactive' | 'expired'
  readonly createdAt: Known<Date>
  /** `never`: made without an age, so that it does not expire. */
  readonly expiresAt: Date | 'never'
}

export interface ServerCertificate {
  readonly kind: 'server-certificate'
  readonly arn: string
  readonly name: string
  readonly certificateId: string
  readonly uploadedAt: Known<Date>
  readonly expiresAt: Known<Date>
}
