import type { AccountFacts } from '#shared/facts/account.ts'
import type {
  AccessKey,
  CredentialOwner,
  MfaDevice,
  ServerCertificate,
  ServiceSpecificCredential,
  SigningCertificate,
  SshPublicKey,
} from '#shared/facts/credential.ts'
import type { Known } from '#shared/facts/known.ts'
import type { EvidenceProblem } from '#shared/facts/evidence-source.ts'
import type { ExceptionUse, OptOutTag } from '#shared/facts/exception.ts'
import type { ManagedPolicy } from '#shared/facts/policy.ts'
import type { Group, Role, RootUser, User } from '#shared/facts/principal.ts'
import type {
  Analyzer,
  AnalyzerFinding,
  DelegationRequest,
  OidcProvider,
  PasswordPolicy,
  SamlProvider,
  Trail,
} from '#shared/facts/settings.ts'

/** Whom or what a finding is about. `identity` is what the finding's id is made of: unique ids, never a report slot or a text. */
export interface Subject {
  readonly type: string
  readonly arn: string
  readonly name: string
  readonly accessKeyId?: string | undefined
  readonly identity: string
  /** What the same subject's identity is on a day on which less is known of it: its findings go on under their first id. */
  readonly otherIdentity?: string | undefined
  /** The principal that the credential belongs to, for risk, owner and grouping. */
  readonly principalArn?: string | undefined
}

/** Every fact that a rule can judge. */
export type JudgedFact =
  | AccountFacts
  | RootUser
  | User
  | Group
  | Role
  | ManagedPolicy
  | AccessKey
  | MfaDevice
  | SigningCertificate
  | SshPublicKey
  | ServiceSpecificCredential
  | ServerCertificate
  | PasswordPolicy
  | SamlProvider
  | OidcProvider
  | Analyzer
  | AnalyzerFinding
  | Trail
  | DelegationRequest
  | EvidenceProblem
  | ExceptionUse
  | OptOutTag
  | StatedSubject

/** A subject that a rule makes itself, for example one account of the organization. */
export interface StatedSubject {
  readonly kind: 'stated'
  readonly subject: Subject
}

/** Names every field, the undefined too: tens of thousands of objects of one shape are made and read the fastest. */
const whole = ({ type, arn, name, accessKeyId, identity, otherIdentity, principalArn }: Subject): Subject => ({
  type,
  arn,
  name,
  accessKeyId,
  identity,
  otherIdentity,
  principalArn,
})

export const statedSubject = (subject: Subject): StatedSubject => ({ kind: 'stated', subject: whole(subject) })

interface CredentialTraits {
  readonly id: string | undefined
  readonly madeAt: Known<Date>
  readonly twin?: true | undefined
}

const knownDate = (fact: Known<Date>): Date | undefined => (fact.state === 'known' ? fact.value : undefined)

/**
 * A credential's identity is its own id where known, else its owner's unique id, its kind and its creation time.
 * Two keys made in one second cannot be told apart by the report; the second is then marked as the twin.
 */
const credentialSubject = (type: string, owner: CredentialOwner, { id, madeAt, twin }: CredentialTraits): Subject => {
  const createdAt = knownDate(madeAt)
  const withoutId = `${owner.uniqueId ?? owner.arn}|${type}|${createdAt?.toISOString() ?? 'unknown'}`
  return {
    type,
    arn: owner.arn,
    name: owner.name,
    accessKeyId: type === 'access-key' ? id : undefined,
    identity: id ?? (twin === true ? `${withoutId}|twin` : withoutId),
    otherIdentity: id === undefined || createdAt === undefined ? undefined : withoutId,
    principalArn: owner.arn,
  }
}

const keySubject = ({ owner, accessKeyId: id, createdAt, twin }: AccessKey): Subject =>
  credentialSubject('access-key', owner, { id, madeAt: createdAt, twin })

const certificateSubject = ({ kind, owner, certificateId: id, uploadedAt, twin }: SigningCertificate): Subject =>
  credentialSubject(kind, owner, { id, madeAt: uploadedAt, twin })

const named = (type: string, arn: string, name: string, identity = arn): Subject => whole({ type, arn, name, identity })

const ofPrincipal = ({ kind, arn, name, uniqueId }: Group | Role): Subject =>
  whole({ type: kind, arn, name, identity: uniqueId, principalArn: arn })

export const subjectOf = (fact: JudgedFact, account: AccountFacts): Subject => {
  switch (fact.kind) {
    case 'stated':
      return fact.subject
    case 'account':
      return accountSubject(account)
    case 'password-policy':
      return { ...accountSubject(account), type: 'password-policy' }
    case 'root':
      return whole({ type: 'root', arn: fact.arn, name: '<root_account>', identity: fact.arn, principalArn: fact.arn })
    case 'user':
      return userSubject(fact)
    case 'role':
    case 'group':
      return ofPrincipal(fact)
    case 'managed-policy':
      return named('policy', fact.arn, fact.name, fact.policyId)
    case 'access-key':
      return keySubject(fact)
    case 'signing-certificate':
      return certificateSubject(fact)
    case 'ssh-public-key':
      return credentialSubject(fact.kind, fact.owner, { id: fact.keyId, madeAt: fact.uploadedAt })
    case 'service-specific-credential':
      return credentialSubject(fact.kind, fact.owner, { id: fact.credentialId, madeAt: fact.createdAt })
    case 'mfa-device':
      return deviceSubject(fact)
    case 'server-certificate':
      return named(fact.kind, fact.arn, fact.name, fact.certificateId)
    case 'saml-provider':
      return named(fact.kind, fact.arn, fact.name)
    case 'oidc-provider':
      return named(fact.kind, fact.arn, fact.issuer)
    case 'analyzer':
    case 'trail':
      return named(fact.kind, fact.arn, fact.name)
    case 'analyzer-finding':
      return named(fact.kind, fact.resource, fact.resource, fact.id)
    case 'delegation-request':
      return named(fact.kind, fact.id, fact.id)
    case 'exception':
      return named(
        'exception',
        accountSubject(account).arn,
        `${fact.ruleId} for ${fact.subject}`,
        `${fact.ruleId}|${fact.subject}`,
      )
    case 'opt-out-tag': {
      const { kind, arn, name, uniqueId } = fact.principal
      return whole({ type: kind, arn, name, identity: uniqueId ?? arn, principalArn: arn })
    }
    case 'evidence-problem':
      return problemSubject(fact, account)
  }
}

const deviceSubject = ({ serialNumber, owner }: MfaDevice): Subject =>
  whole({
    type: 'mfa-device',
    arn: serialNumber,
    name: owner?.name ?? serialNumber,
    identity: serialNumber,
    principalArn: owner?.arn,
  })

const problemSubject = (problem: EvidenceProblem, account: AccountFacts): Subject => {
  const { source, code, where, subjectArn, subjectName } = problem
  const arn = subjectArn ?? accountSubject(account).arn
  return named('evidence', arn, subjectName ?? where, `${source}|${code}|${subjectArn ?? subjectName ?? where}`)
}

/** Without its unique id a user is its ARN and the time of its creation, so that one of the same name that comes later is another. */
const userSubject = ({ arn, name, uniqueId, createdAt }: User): Subject => {
  const born = knownDate(createdAt)
  const withoutId = born === undefined ? arn : `${arn}|${born.toISOString()}`
  return whole({
    type: 'user',
    arn,
    name,
    identity: uniqueId ?? withoutId,
    otherIdentity: uniqueId === undefined || born === undefined ? undefined : withoutId,
    principalArn: arn,
  })
}

export const accountSubject = (account: AccountFacts): Subject => {
  const id = account.id.state === 'known' ? account.id.value : 'unknown'
  return named('account', `arn:${account.partition}:iam::${id}:root`, account.alias ?? id, id)
}
