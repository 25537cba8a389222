import { MANAGEMENT_ACCOUNT, arnOf } from './company.ts'
import { type SampleRole, allow, policyOf } from './table.ts'
import { SSO_PROVIDER, accountTrust, samlTrust, serviceTrust } from './trust.ts'

interface Linked {
  readonly name: string
  readonly service: string
  readonly policy: string
  readonly created: string
  readonly used?: string
}

const linked: readonly Linked[] = [
  {
    name: 'AutoScaling',
    service: 'autoscaling',
    policy: 'AutoScalingServiceRolePolicy',
    created: '2019-08-12',
    used: '2026-11-19T22:10:00Z',
  },
  {
    name: 'ECS',
    service: 'ecs',
    policy: 'AmazonECSServiceRolePolicy',
    created: '2020-02-03',
    used: '2026-11-20T05:14:00Z',
  },
  {
    name: 'RDS',
    service: 'rds',
    policy: 'AmazonRDSServiceRolePolicy',
    created: '2019-04-15',
    used: '2026-11-20T05:02:00Z',
  },
  {
    name: 'ElasticLoadBalancing',
    service: 'elasticloadbalancing',
    policy: 'AWSElasticLoadBalancingServiceRolePolicy',
    created: '2019-04-08',
    used: '2026-11-18T03:30:00Z',
  },
  { name: 'Support', service: 'support', policy: 'AWSSupportServiceRolePolicy', created: '2019-03-11' },
  {
    name: 'TrustedAdvisor',
    service: 'trustedadvisor',
    policy: 'AWSTrustedAdvisorServiceRolePolicy',
    created: '2019-03-11',
  },
  {
    name: 'AccessAnalyzer',
    service: 'access-analyzer',
    policy: 'AccessAnalyzerServiceRolePolicy',
    created: '2021-06-23',
    used: '2026-11-20T01:00:00Z',
  },
  {
    name: 'Organizations',
    service: 'organizations',
    policy: 'AWSOrganizationsServiceTrustPolicy',
    created: '2019-03-11',
  },
  {
    name: 'SSO',
    service: 'sso',
    policy: 'AWSSSOServiceRolePolicy',
    created: '2023-01-23',
    used: '2026-09-01T09:12:00Z',
  },
  {
    name: 'CloudTrail',
    service: 'cloudtrail',
    policy: 'CloudTrailServiceRolePolicy',
    created: '2021-05-18',
    used: '2026-11-20T05:40:00Z',
  },
]

const serviceLinked = linked.map(({ name, service, policy, created, used }): SampleRole => ({
  name: `AWSServiceRoleFor${name}`,
  path: `/aws-service-role/${service}.amazonaws.com/`,
  created,
  trust: serviceTrust(service),
  attached: [`aws:${policy}`],
  lastUse: used === undefined ? 'never' : { at: used, region: 'eu-central-1' },
}))

const SSO_PATH = '/aws-reserved/sso.amazonaws.com/eu-central-1/'
const permissionSet = (name: string, hash: string, policy: string, lastUse: SampleRole['lastUse']): SampleRole => ({
  name: `AWSReservedSSO_${name}_${hash}`,
  path: SSO_PATH,
  created: '2023-01-23',
  description: `Permission set ${name}`,
  trust: samlTrust(SSO_PROVIDER),
  attached: [`aws:${policy}`],
  lastUse,
  maxSessionSeconds: 43_200,
})

const controlTower: readonly SampleRole[] = [
  {
    name: 'AWSControlTowerExecution',
    created: '2021-05-18',
    trust: accountTrust(arnOf('root', MANAGEMENT_ACCOUNT)),
    attached: ['aws:AdministratorAccess'],
    lastUse: { at: '2026-08-04T10:03:00Z', region: 'eu-central-1' },
  },
  {
    name: 'aws-controltower-ConfigRecorderRole',
    created: '2021-05-18',
    trust: serviceTrust('config'),
    attached: ['aws:ReadOnlyAccess'],
    lastUse: { at: '2026-11-20T05:31:00Z', region: 'eu-central-1' },
  },
  {
    name: 'aws-controltower-ForwardSnsNotificationRole',
    created: '2021-05-18',
    trust: serviceTrust('lambda'),
    inline: {
      'sns-publish': policyOf(
        allow(['sns:Publish'], ['arn:aws:sns:*:*:aws-controltower-AggregateSecurityNotifications']),
      ),
    },
    lastUse: { at: '2026-11-17T12:46:00Z', region: 'eu-central-1' },
  },
  {
    name: 'stacksets-exec-4f1c09d2a7be68e35d0c71a9f64b2e88',
    created: '2021-05-19',
    trust: accountTrust(
      arnOf(
        'role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin',
        MANAGEMENT_ACCOUNT,
      ),
    ),
    attached: ['aws:AdministratorAccess'],
    lastUse: { at: '2026-08-04T10:05:00Z', region: 'eu-central-1' },
  },
  {
    name: 'OrganizationAccountAccessRole',
    created: '2019-03-11',
    trust: accountTrust(arnOf('root', MANAGEMENT_ACCOUNT)),
    attached: ['aws:AdministratorAccess'],
    lastUse: 'never',
  },
]

/** Roles that AWS made and that nobody here can or should edit. */
export const rolesOfAws: readonly SampleRole[] = [
  ...serviceLinked,
  permissionSet('AdministratorAccess', '4c9a1f0be27d3385', 'AdministratorAccess', 'seen'),
  permissionSet('PowerUserAccess', '91d0c3ea57f2b604', 'PowerUserAccess', 'seen'),
  permissionSet('ReadOnlyAccess', 'ab3370f4e6d9128c', 'ReadOnlyAccess', {
    at: '2026-11-12T13:20:00Z',
    region: 'eu-central-1',
  }),
  permissionSet('SecurityAudit', '2be8d16f90c45a73', 'SecurityAudit', 'seen'),
  ...controlTower,
]
