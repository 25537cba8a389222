import type {
  AccessKey,
  LastUse,
  MfaDevice,
  Password,
  ServiceSpecificCredential,
  SigningCertificate,
  SshPublicKey,
} from './credential.ts'
import type { Known } from './known.ts'
import type { AttachedPolicy, InlinePolicy, PolicyDocument } from './policy.ts'
import type { Tag } from './tag.ts'

export interface RootUser {
  readonly kind: 'root'
  readonly arn: string
  readonly createdAt: Known<Date>
  /** From GetAccountSummary's AccountPasswordPresent or the report; GovCloud and old reports do not tell. */
  readonly password: Known<'present' | 'absent'>
  readonly passwordLastUsed: LastUse
  readonly mfaActive: Known<boolean>
  readonly mfaDevices: Known<readonly MfaDevice[]>
  readonly accessKeys: Known<readonly AccessKey[]>
  readonly signingCertificates: Known<readonly SigningCertificate[]>
}

/** What policies give a principal, as authorization details tell it. */
export interface Grants {
  readonly inlinePolicies: readonly InlinePolicy[]
  readonly attachedPolicies: readonly AttachedPolicy[]
  readonly permissionsBoundaryArn?: string
}

export interface User {
  readonly kind: 'user'
  readonly arn: string
  readonly name: string
  readonly path: string
  readonly uniqueId?: string
  readonly createdAt: Known<Date>
  readonly tags: Known<readonly Tag[]>
  readonly groupNames: Known<readonly string[]>
  readonly grants: Known<Grants>
  readonly password: Known<Password>
  readonly mfaActive: Known<boolean>
  readonly mfaDevices: Known<readonly MfaDevice[]>
  readonly accessKeys: Known<readonly AccessKey[]>
  /** The report's `additional_credentials_info`, where it says anything. */
  readonly additionalCredentials?: string
  readonly signingCertificates: Known<readonly SigningCertificate[]>
  readonly sshPublicKeys: Known<readonly SshPublicKey[]>
  readonly serviceSpecificCredentials: Known<readonly ServiceSpecificCredential[]>
}

export interface Group {
  readonly kind: 'group'
  readonly arn: string
  readonly name: string
  readonly path: string
  readonly uniqueId: string
  readonly createdAt?: Date
  readonly grants: Grants
}

export interface InstanceProfile {
  readonly arn: string
  readonly name: string
}

export interface Role {
  readonly kind: 'role'
  readonly arn: string
  readonly name: string
  readonly path: string
  readonly uniqueId: string
  readonly createdAt?: Date
  readonly description?: string
  readonly tags: readonly Tag[]
  readonly trustPolicy: PolicyDocument
  readonly grants: Grants
  /** RoleLastUsed reaches back 400 days; `never-or-not-tracked` means not within these. */
  readonly lastUsed: LastUse
  /** Seconds; not part of authorization details, from ListRoles. */
  readonly maxSessionDuration: Known<number>
  readonly instanceProfiles: readonly InstanceProfile[]
}
