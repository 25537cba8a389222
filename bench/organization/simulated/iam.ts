import { ACCOUNT_ID } from '#bench/audit/account-id.ts'
import { makePrincipals } from '#bench/audit/make-account.ts'
import { reportOf } from '#bench/audit/make-users.ts'
import { type Answer, mapXmlOf, queryAnswer, queryFault, xmlOf } from './answer.ts'
import { ORGANIZATION_ID, type OrganizationPlan, idOf, sizeOf } from './organization.ts'

type Principals = ReturnType<typeof makePrincipals>
type Parameters = URLSearchParams

interface Account extends Principals {
  readonly number: number
  /** Whether its credential report was asked for. */
  hasReport: boolean
}

const PAGE = 1_000

/** Policy documents travel URL-encoded (API reference, GetAccountAuthorizationDetails). */
const withEncodedDocuments = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withEncodedDocuments)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name.endsWith('Document') ? encodeURIComponent(JSON.stringify(inner)) : withEncodedDocuments(inner),
    ]),
  )
}

const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const

/** Entities of all four lists one after the other, at most a thousand a page. */
const detailsPage = ({ details }: Account, marker: number): string => {
  let skipped = 0
  let room = PAGE
  const page = LISTS.map((list) => {
    const all = details[list]
    const from = Math.min(all.length, Math.max(0, marker - skipped))
    const part = all.slice(from, from + room)
    skipped += all.length
    room -= part.length
    return `<${list}>${xmlOf(withEncodedDocuments(part))}</${list}>`
  })
  const more = marker + PAGE < skipped
  return `${page.join('')}<IsTruncated>${more}</IsTruncated>${more ? `<Marker>${marker + PAGE}</Marker>` : ''}`
}

const userOf = ({ users }: Account, parameters: Parameters) =>
  users.find(({ name }) => name === parameters.get('UserName'))

const keysXml = (account: Account, parameters: Parameters): string => {
  const user = userOf(account, parameters)
  const keys = (user?.keys ?? []).map(({ id, active, created }) => ({
    UserName: user?.name,
    AccessKeyId: id,
    Status: active ? 'Active' : 'Inactive',
    CreateDate: created,
  }))
  return `<AccessKeyMetadata>${xmlOf(keys)}</AccessKeyMetadata><IsTruncated>false</IsTruncated>`
}

const lastUsedXml = ({ users }: Account, parameters: Parameters): string => {
  const id = parameters.get('AccessKeyId')
  const user = users.find(({ keys }) => keys.some((key) => key.id === id))
  const used = user?.keys.find((key) => key.id === id)?.lastUsed
  const fact =
    used === undefined
      ? { ServiceName: 'N/A', Region: 'N/A' }
      : { LastUsedDate: used, ServiceName: 's3', Region: 'eu-central-1' }
  return xmlOf({ UserName: user?.name, AccessKeyLastUsed: fact })
}

const serialOf = (name: string): string => `arn:aws:iam::${ACCOUNT_ID}:mfa/${name}`
const empty = (list: string): string => `<${list}></${list}><IsTruncated>false</IsTruncated>`
const noSuchEntity = (what: string): Answer => queryFault(404, 'NoSuchEntity', `${what} cannot be found.`)

type Answering = (account: Account, parameters: Parameters) => string | Answer

const operations: Readonly<Record<string, Answering>> = {
  GenerateCredentialReport: (account) => {
    const State = account.hasReport ? 'COMPLETE' : 'STARTED'
    account.hasReport = true
    return xmlOf({ State })
  },
  GetCredentialReport: ({ users, number }) =>
    xmlOf({
      Content: Buffer.from(reportOf(users).replaceAll(ACCOUNT_ID, idOf(number))).toString('base64'),
      ReportFormat: 'text/csv',
      GeneratedTime: new Date().toISOString(),
    }),
  GetAccountAuthorizationDetails: (account, parameters) => detailsPage(account, Number(parameters.get('Marker') ?? 0)),
  GetAccountSummary: ({ users, details }) =>
    `<SummaryMap>${mapXmlOf({ Users: users.length, Roles: details.RoleDetailList.length, AccountMFAEnabled: 1, AccountAccessKeysPresent: 0 })}</SummaryMap>`,
  GetAccountPasswordPolicy: () => noSuchEntity('The Password Policy with domain name'),
  ListVirtualMFADevices: ({ users }) =>
    `<VirtualMFADevices>${xmlOf(users.filter(({ mfa }) => mfa).map(({ name, arn }) => ({ SerialNumber: serialOf(name), User: { UserName: name, Arn: arn } })))}</VirtualMFADevices><IsTruncated>false</IsTruncated>`,
  ListServiceSpecificCredentials: () => empty('ServiceSpecificCredentials'),
  ListServerCertificates: () => empty('ServerCertificateMetadataList'),
  ListSAMLProviders: () =>
    `<SAMLProviderList>${xmlOf([{ Arn: `arn:aws:iam::${ACCOUNT_ID}:saml-provider/sso`, ValidUntil: '2030-01-01T00:00:00Z' }])}</SAMLProviderList>`,
  ListOpenIDConnectProviders: () => '<OpenIDConnectProviderList></OpenIDConnectProviderList>',
  ListRoles: ({ details }, parameters) => {
    const from = Number(parameters.get('Marker') ?? 0)
    const roles = details.RoleDetailList.slice(from, from + PAGE)
    const more = from + PAGE < details.RoleDetailList.length
    const written = roles.map((role) => ({ ...role, MaxSessionDuration: 3600 }))
    return `<Roles>${xmlOf(withEncodedDocuments(written))}</Roles><IsTruncated>${more}</IsTruncated>${more ? `<Marker>${from + PAGE}</Marker>` : ''}`
  },
  GetOutboundWebIdentityFederationInfo: () => queryFault(404, 'FeatureDisabled', 'The feature is disabled.'),
  ListDelegationRequests: () => '<DelegationRequests></DelegationRequests><isTruncated>false</isTruncated>',
  ListAccountAliases: ({ number }) =>
    `<AccountAliases>${xmlOf([`account-${number}`])}</AccountAliases><IsTruncated>false</IsTruncated>`,
  ListOrganizationsFeatures: () =>
    xmlOf({ OrganizationId: ORGANIZATION_ID, EnabledFeatures: ['RootCredentialsManagement', 'RootSessions'] }),
  ListAccessKeys: keysXml,
  GetAccessKeyLastUsed: lastUsedXml,
  ListMFADevices: (account, parameters) => {
    const user = userOf(account, parameters)
    const devices =
      user?.mfa === true ? [{ UserName: user.name, SerialNumber: serialOf(user.name), EnableDate: user.created }] : []
    return `<MFADevices>${xmlOf(devices)}</MFADevices><IsTruncated>false</IsTruncated>`
  },
  GetLoginProfile: (account, parameters) => {
    const user = userOf(account, parameters)
    if (user?.password === undefined) return noSuchEntity(`Login Profile for User ${user?.name ?? ''}`)
    return xmlOf({
      LoginProfile: { UserName: user.name, CreateDate: user.password.changed, PasswordResetRequired: false },
    })
  },
  ListSSHPublicKeys: () => empty('SSHPublicKeys'),
  ListSigningCertificates: () => empty('Certificates'),
}

/** The calls that are made once for each user, so that they can be counted apart. */
export const USER_CALLS: ReadonlySet<string> = new Set(
  [
    'ListAccessKeys',
    'GetAccessKeyLastUsed',
    'ListMFADevices',
    'GetLoginProfile',
    'ListSSHPublicKeys',
    'ListSigningCertificates',
  ].map((operation) => `iam:${operation}`),
)

/** Accounts are made when they are asked for the first time, and forgotten when others crowd them out. */
const MOST_AT_ONCE = 64

/** IAM of every account of the organization. */
export const simulatedIam = (plan: OrganizationPlan) => {
  const made = new Map<number, Account>()
  const accountOf = (number: number): Account => {
    const known = made.get(number)
    const account = known ?? { number, hasReport: false, ...makePrincipals(sizeOf(plan, number), plan.seed + number) }
    made.delete(number)
    made.set(number, account)
    const [oldest] = made.keys()
    if (made.size > MOST_AT_ONCE && oldest !== undefined) made.delete(oldest)
    return account
  }
  return (number: number, operation: string, parameters: Parameters): Answer => {
    const answering = operations[operation]
    if (answering === undefined) return queryFault(400, 'InvalidAction', `${operation} is not simulated.`)
    const result = answering(accountOf(number), parameters)
    const answer = typeof result === 'string' ? queryAnswer(operation, result) : result
    const own = (text: string): string => text.replaceAll(ACCOUNT_ID, idOf(number))
    return typeof answer.body === 'string' ? { ...answer, body: own(answer.body) } : answer
  }
}
