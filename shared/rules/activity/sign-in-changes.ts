import type { Occurrence } from '#shared/activity/occurrence.ts'
import { isAtLeast, type Severity } from '../severity.ts'

interface SignInChange {
  readonly words: string
  readonly severity: Severity
}

const medium = (words: string): SignInChange => ({ words, severity: 'medium' })
/** What IAM Identity Center believes opens every account of the organization. */
const organization = (words: string): SignInChange => ({ words: `${words} of IAM Identity Center`, severity: 'high' })
/** Nobody new comes in; those who came that way are locked out. */
const removal = (words: string): SignInChange => ({ words, severity: 'low' })

/** Calls after which other people's assertions, tokens or certificates are believed, or no longer. */
const CHANGES: ReadonlyMap<string, SignInChange> = new Map([
  ['CreateSAMLProvider', medium('added a SAML provider')],
  ['UpdateSAMLProvider', medium('changed the metadata of a SAML provider')],
  ['DeleteSAMLProvider', removal('deleted a SAML provider')],
  ['CreateOpenIDConnectProvider', medium('added an OpenID Connect provider')],
  ['AddClientIDToOpenIDConnectProvider', medium('added an audience to an OpenID Connect provider')],
  ['UpdateOpenIDConnectProviderThumbprint', medium('changed the thumbprints of an OpenID Connect provider')],
  ['DeleteOpenIDConnectProvider', removal('deleted an OpenID Connect provider')],
  ['CreateTrustAnchor', medium('added a trust anchor of IAM Roles Anywhere')],
  ['UpdateTrustAnchor', medium('changed a trust anchor of IAM Roles Anywhere')],
  ['EnableTrustAnchor', medium('enabled a trust anchor of IAM Roles Anywhere')],
  ['CreateProfile', medium('added a profile of IAM Roles Anywhere')],
  ['UpdateProfile', medium('changed a profile of IAM Roles Anywhere')],
  ['EnableProfile', medium('enabled a profile of IAM Roles Anywhere')],
  ['DisableCrl', medium('disabled a revocation list of IAM Roles Anywhere')],
  ['DeleteCrl', medium('deleted a revocation list of IAM Roles Anywhere')],
  ['AssociateDirectory', organization('put another directory behind the sign-in')],
  ['DisassociateDirectory', organization('took the directory away from the sign-in')],
  ['CreateExternalIdPConfigurationForDirectory', organization('added an external identity provider')],
  ['UpdateExternalIdPConfigurationForDirectory', organization('changed the external identity provider')],
  ['EnableExternalIdPConfigurationForDirectory', organization('enabled an external identity provider')],
  // Its own passwords open the door again.
  ['DisableExternalIdPConfigurationForDirectory', organization('disabled the external identity provider')],
  ['DeleteExternalIdPConfigurationForDirectory', organization('deleted the external identity provider')],
  ['ImportExternalIdPCertificate', organization('added a signing certificate to the external identity provider')],
  ['DeleteExternalIdPCertificate', organization('deleted a signing certificate of the external identity provider')],
  ['CreateTrustedTokenIssuer', organization('added a trusted token issuer')],
  ['UpdateTrustedTokenIssuer', organization('changed a trusted token issuer')],
])

/** IAM Identity Center keeps a SAML provider of its own in each account, by its service-linked role. */
const isOfAws = ({ principalArn }: Occurrence): boolean =>
  /:role\/(?:aws-service-role\/|AWSServiceRoleFor)/.test(principalArn)

export const changesSignIn = (occurrence: Occurrence): boolean =>
  occurrence.outcome === 'ok' && CHANGES.has(occurrence.eventName) && !isOfAws(occurrence)

export const signInChangeOf = ({ eventName }: Occurrence): SignInChange =>
  CHANGES.get(eventName) ?? medium('changed a source of identities')

/** The latest of the gravest. */
export const gravestSignInChange = (first: Occurrence, others: readonly Occurrence[]): Occurrence =>
  others.reduce(
    (gravest, one) => (isAtLeast(signInChangeOf(one).severity, signInChangeOf(gravest).severity) ? one : gravest),
    first,
  )
