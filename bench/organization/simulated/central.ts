import { type Answer, jsonAnswer, jsonFault, mapXmlOf, queryAnswer, queryFault, xmlOf } from './answer.ts'
import { MANAGEMENT_NUMBER, ORGANIZATION_ID, type OrganizationPlan, healthOf, idOf, numberOf } from './organization.ts'

const HOME = idOf(MANAGEMENT_NUMBER)
const PER_PAGE = 20
const TRAIL = `arn:aws:cloudtrail:us-east-1:${HOME}:trail/organization`

const listAccounts = ({ accounts }: OrganizationPlan, token: string): Answer => {
  const from = Number(token.replace('empty-', ''))
  // Every tenth page is empty and has one after it, as the API reference warns.
  if (!token.startsWith('empty-') && from > 0 && from % (PER_PAGE * 10) === 0)
    return jsonAnswer({ Accounts: [], NextToken: `empty-${from}` })
  const page = Array.from({ length: Math.min(PER_PAGE, accounts - from) }, (_, index) => ({
    Id: idOf(from + index),
    Name: `account-${from + index}`,
    State: 'ACTIVE',
  }))
  const next = from + PER_PAGE
  return jsonAnswer({ Accounts: page, ...(next < accounts ? { NextToken: String(next) } : {}) })
}

const scp = { Id: 'p-simulated', Name: 'guard', Type: 'SERVICE_CONTROL_POLICY', AwsManaged: false }
const guard = { Statement: [{ Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' }] }

const organizations = (plan: OrganizationPlan, operation: string, input: Readonly<Record<string, unknown>>): Answer => {
  switch (operation) {
    case 'ListAccounts':
      return listAccounts(plan, typeof input['NextToken'] === 'string' ? input['NextToken'] : '0')
    case 'DescribeOrganization':
      return jsonAnswer({ Organization: { Id: ORGANIZATION_ID, MasterAccountId: HOME, FeatureSet: 'ALL' } })
    case 'ListPolicies':
      return jsonAnswer({ Policies: input['Filter'] === scp.Type ? [scp] : [] })
    case 'DescribePolicy':
      return jsonAnswer({ Policy: { PolicySummary: scp, Content: JSON.stringify(guard) } })
    case 'ListDelegatedAdministrators':
      return jsonAnswer({ DelegatedAdministrators: [{ Id: idOf(1), Name: 'security' }] })
    case 'ListDelegatedServicesForAccount':
      return jsonAnswer({ DelegatedServices: [{ ServicePrincipal: 'iam.amazonaws.com' }] })
    default:
      return jsonFault(400, 'InvalidAction', `organizations:${operation} is not simulated.`)
  }
}

const trail = {
  Name: 'organization',
  TrailARN: TRAIL,
  HomeRegion: 'us-east-1',
  S3BucketName: 'trail',
  IsMultiRegionTrail: true,
  IsOrganizationTrail: true,
  IncludeGlobalServiceEvents: true,
  LogFileValidationEnabled: true,
}

const cloudTrail = (operation: string): Answer => {
  if (operation === 'DescribeTrails') return jsonAnswer({ trailList: [trail] })
  if (operation === 'GetTrailStatus') return jsonAnswer({ IsLogging: true })
  const selector = { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }
  return jsonAnswer({ TrailARN: TRAIL, EventSelectors: [selector] })
}

/** Access keys carry the number of their account, so that a request tells whose it is. */
export const keyOf = (number: number): string => `ASIA${idOf(number)}EXMP`
export const numberOfKey = (accessKeyId: string): number =>
  accessKeyId.startsWith('ASIA') ? numberOf(accessKeyId.slice(4, 16)) : MANAGEMENT_NUMBER

const sts = (plan: OrganizationPlan, operation: string, parameters: URLSearchParams): Answer => {
  if (operation === 'GetCallerIdentity')
    return queryAnswer(
      operation,
      xmlOf({ Account: HOME, Arn: `arn:aws:sts::${HOME}:assumed-role/audit/audit`, UserId: 'A' }),
    )
  const id = parameters.get('RoleArn')?.split(':')[4] ?? HOME
  if (healthOf(plan, numberOf(id)) === 'refuses')
    return queryFault(403, 'AccessDenied', `User is not authorized to perform: sts:AssumeRole on ${id}`)
  const Expiration = new Date(Date.now() + 3_600_000).toISOString()
  const Credentials = { AccessKeyId: keyOf(numberOf(id)), SecretAccessKey: 'secret', SessionToken: 'token', Expiration }
  return queryAnswer(operation, xmlOf({ Credentials }))
}

/** The messages that were published. */
export const simulatedTopic = () => {
  const messages: string[] = []
  return {
    messages,
    answer: (operation: string, parameters: URLSearchParams): Answer => {
      if (operation === 'GetTopicAttributes')
        return queryAnswer(
          operation,
          `<Attributes>${mapXmlOf({ SubscriptionsConfirmed: 1, SubscriptionsPending: 0 })}</Attributes>`,
        )
      messages.push(parameters.get('Message') ?? '')
      return queryAnswer(operation, xmlOf({ MessageId: String(messages.length) }))
    },
  }
}

/** Services with one state for the whole organization. */
export const centralAnswer = (
  plan: OrganizationPlan,
  service: string,
  operation: string,
  body: string,
): Answer | undefined => {
  if (service === 'organizations') return organizations(plan, operation, JSON.parse(body === '' ? '{}' : body))
  if (service === 'cloudtrail') return cloudTrail(operation)
  if (service === 'access-analyzer') return jsonAnswer({ analyzers: [] })
  if (service === 'sts') return sts(plan, operation, new URLSearchParams(body))
  return undefined
}
