/** Kinds of calls that rules judge one by one, whoever makes them. */
export type ChangeKind = 'assume root' | 'federation session' | 'credential change' | 'trail change'

const TRAIL_CHANGES = new Set([
  'StopLogging',
  'StartLogging',
  'DeleteTrail',
  'CreateTrail',
  'UpdateTrail',
  'PutEventSelectors',
  'PutInsightSelectors',
])
const CREDENTIAL_CHANGE =
  /^(?:Create|Delete|Update|Put|Attach|Detach|Add|Remove|Enable|Deactivate|Resync|Upload|Reset|Set|Change|Tag|Untag).*(?:AccessKey|LoginProfile|Password|MFADevice|ServiceSpecificCredential|SigningCertificate|SSHPublicKey|ServerCertificate|SAMLProvider|OpenIDConnectProvider.*|AssumeRolePolicy|(?:User|Role|Group)Policy|PermissionsBoundary|UserToGroup|UserFromGroup|PolicyVersion|User|Role|AccountPasswordPolicy)$|^CreatePolicy$/

/**
 * IAM Roles Anywhere: whoever holds a certificate of the anchor's authority gets sessions of a profile's roles, unless a revocation list
 * names the certificate.
 */
const ROLES_ANYWHERE_CHANGE = /^(?:Create|Update|Enable)(?:TrustAnchor|Profile)$|^(?:Disable|Delete)Crl$/

/** IAM Identity Center: whose assertions it believes, the second factors of its own users, and what its permission sets give. */
const IDENTITY_CENTER_CHANGES = new Set([
  'AssociateDirectory',
  'AttachManagedPolicyToPermissionSet',
  'CreateExternalIdPConfigurationForDirectory',
  'CreateTrustedTokenIssuer',
  'DeleteExternalIdPCertificate',
  'DeleteExternalIdPConfigurationForDirectory',
  'DeleteMfaDeviceForUser',
  'DisableExternalIdPConfigurationForDirectory',
  'DisassociateDirectory',
  'EnableExternalIdPConfigurationForDirectory',
  'ImportExternalIdPCertificate',
  'PutInlinePolicyToPermissionSet',
  'UpdateExternalIdPConfigurationForDirectory',
  'UpdateTrustedTokenIssuer',
])

const SESSIONS: ReadonlyMap<string, ChangeKind> = new Map([
  ['AssumeRoot', 'assume root'],
  ['GetFederationToken', 'federation session'],
])

/** By source and name alone: rows that are equal in all but their parameters are classified once. */
export const changeKindOf = (source: string | undefined, name: string): ChangeKind | undefined => {
  switch (source) {
    case 'iam.amazonaws.com':
      return CREDENTIAL_CHANGE.test(name) ? 'credential change' : undefined
    case 'sts.amazonaws.com':
      return SESSIONS.get(name)
    case 'cloudtrail.amazonaws.com':
      return TRAIL_CHANGES.has(name) ? 'trail change' : undefined
    case 'rolesanywhere.amazonaws.com':
      return ROLES_ANYWHERE_CHANGE.test(name) ? 'credential change' : undefined
    case 'sso.amazonaws.com':
    case 'sso-directory.amazonaws.com':
      return IDENTITY_CENTER_CHANGES.has(name) ? 'credential change' : undefined
    default:
      return undefined
  }
}
