import { type SampleGroup, allow, policyOf } from './table.ts'

export const groups: readonly SampleGroup[] = [
  { name: 'platform-admins', created: '2019-03-18', attached: ['aws:AdministratorAccess'] },
  { name: 'developers', created: '2019-03-18', attached: ['DeveloperAccess', 'SelfManageCredentials'] },
  { name: 'data-engineering', created: '2020-01-13', attached: ['DataLakeReadWrite', 'SelfManageCredentials'] },
  { name: 'data-science', created: '2024-01-29', attached: ['DataScienceSandbox', 'SelfManageCredentials'] },
  { name: 'finance', created: '2019-06-03', attached: ['FinanceBillingRead', 'SelfManageCredentials'] },
  { name: 'support', created: '2020-05-04', attached: ['SupportReadOnly', 'aws:AWSCloudShellFullAccess'] },
  { name: 'security-audit', created: '2021-06-21', attached: ['aws:SecurityAudit', 'SelfManageCredentials'] },
  { name: 'ci', created: '2019-08-12', attached: ['CiDeploy'] },
  {
    name: 'contractors',
    path: '/contractors/',
    created: '2020-03-02',
    inline: {
      'office-hours-read': policyOf(
        allow(['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics', 'logs:FilterLogEvents']),
      ),
    },
  },
  { name: 'read-only', created: '2019-03-18', attached: ['aws:ReadOnlyAccess'] },
  { name: 'onprem-services', created: '2020-03-16', attached: ['OfficeNetworkOnly'] },
  { name: 'legacy-ops', created: '2019-05-06', attached: ['EverythingButIam'] },
]
