import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { accountFile, file, ID } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'

// The cases of Prowler’s unit tests on metric filters and alarms (prowler-cloud/prowler, tests/providers/aws/services/cloudwatch;
// Apache-2.0; the facts in our words), with its verdict and ours.

const GROUP = 'trail-log-group'
const TRAIL_ARN = `arn:aws:cloudtrail:eu-west-1:${ID}:trail/trail-test`
const trailFiles = (more: object = {}): readonly EvidenceFile[] => [
  accountFile(),
  file('trails.json', {
    trailList: [
      {
        TrailARN: TRAIL_ARN,
        Name: 'trail-test',
        HomeRegion: 'eu-west-1',
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        S3BucketName: 'test',
        CloudWatchLogsLogGroupArn: `arn:aws:logs:eu-west-1:${ID}:log-group:${GROUP}:*`,
        ...more,
      },
    ],
  }),
  file('trail-status.json', { [TRAIL_ARN]: { IsLogging: true } }),
  file('event-selectors.json', {
    [TRAIL_ARN]: {
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: [] }],
    },
  }),
]
const METRIC = { metricNamespace: 'my-namespace', metricName: 'my-metric', metricValue: '1' }
const filters = (...patterns: readonly string[]): EvidenceFile =>
  file('metric-filters.json', {
    metricFilters: patterns.map((filterPattern, index) => ({
      filterName: `filter${index}`,
      filterPattern,
      logGroupName: GROUP,
      metricTransformations: [METRIC],
    })),
  })
const alarm = (more: object = {}): object => ({
  AlarmName: 'test-alarm',
  AlarmArn: `arn:aws:cloudwatch:eu-west-1:${ID}:alarm:test-alarm`,
  Namespace: 'my-namespace',
  MetricName: 'my-metric',
  ActionsEnabled: true,
  AlarmActions: [`arn:aws:sns:eu-west-1:${ID}:topic-test`],
  ...more,
})
const alarms = (...list: readonly object[]): EvidenceFile => file('alarms.json', { MetricAlarms: list })
const watched = (pattern: string, ...list: readonly object[]) => [...trailFiles(), filters(pattern), alarms(...list)]

const ROOT_USE =
  '{ $.userIdentity.type = Root && $.userIdentity.invokedBy NOT EXISTS && $.eventType != AwsServiceEvent }'
const QUOTED =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }'
const ALARM = ['root-use-alarm-missing']
const denied = (call: string) => accountFile({ errors: [{ call, code: 'AccessDenied', reason: 'denied' }] })

describePeer('cloudwatch_log_metric_filter_root_usage, lib/metric_filters', byRules(ALARM), [
  ['no trail', 'FAIL', [accountFile(), file('trails.json', { trailList: [] }), filters(), alarms()], ALARM],
  [
    'a trail without a log group',
    'FAIL',
    [...trailFiles({ CloudWatchLogsLogGroupArn: null }), filters(), alarms()],
    ALARM,
  ],
  ['a log group without a filter', 'FAIL', [...trailFiles(), filters(), alarms()], ALARM],
  ['a filter without an alarm', 'FAIL', watched(ROOT_USE), ALARM],
  ['a filter and an alarm', 'PASS', watched(ROOT_USE, alarm()), []],
  ['with quotes', 'PASS', watched(QUOTED, alarm()), []],
  ['on several lines', 'PASS', watched(QUOTED.replaceAll('&& ', '&&\n '), alarm()), []],
  [
    'an alarm that tells nobody',
    'PASS',
    watched(ROOT_USE, alarm({ AlarmActions: [] })),
    ALARM,
    'An alarm without an action wakes nobody; CIS asks for an SNS topic with a subscriber.',
  ],
  [
    'a trail of one Region',
    'PASS',
    [...trailFiles({ IsMultiRegionTrail: false }), filters(ROOT_USE), alarms(alarm())],
    ALARM,
    'CIS asks for a multi-Region trail: root may act in any Region.',
  ],
  ['an alarm on another metric', 'FAIL', watched(ROOT_USE, alarm({ MetricName: 'UnrelatedMetric' })), ALARM],
  ['an alarm in another namespace', 'FAIL', watched(ROOT_USE, alarm({ Namespace: 'OtherNamespace' })), ALARM],
  [
    'an alarm in another Region',
    'FAIL',
    watched(ROOT_USE, alarm({ AlarmArn: `arn:aws:cloudwatch:us-east-1:${ID}:alarm:test-alarm` })),
    ALARM,
  ],
  [
    'an alarm without a namespace',
    'PASS',
    watched(ROOT_USE, alarm({ Namespace: null })),
    ALARM,
    'A metric has a namespace; CloudWatch has no alarm on a metric without (PutMetricAlarm), so it is one on an expression.',
  ],
  [
    'filters denied',
    'UNKNOWN',
    [denied('logs:DescribeMetricFilters'), ...trailFiles().slice(1), alarms(alarm())],
    ['root-use-alarm-missing ?'],
  ],
  [
    'alarms denied',
    'UNKNOWN',
    [denied('cloudwatch:DescribeAlarms'), ...trailFiles().slice(1), filters(ROOT_USE)],
    ['root-use-alarm-missing ?'],
  ],
  [
    'trails denied',
    'UNKNOWN',
    [denied('cloudtrail:DescribeTrails'), filters(ROOT_USE), alarms(alarm())],
    ['root-use-alarm-missing ?'],
  ],
  [
    'a filter of another log group, and the right one',
    'PASS',
    [
      ...trailFiles(),
      file('metric-filters.json', {
        metricFilters: [
          { filterName: 'orphan', filterPattern: ROOT_USE, logGroupName: 'other', metricTransformations: [METRIC] },
          { filterName: 'right', filterPattern: ROOT_USE, logGroupName: GROUP, metricTransformations: [METRIC] },
        ],
      }),
      alarms(alarm()),
    ],
    [],
  ],
])

describePeer('cloudwatch_log_metric_filter_sign_in_without_mfa', byRules(['sign-in-without-mfa-alarm-missing']), [
  ['no filter', 'FAIL', [...trailFiles(), filters(), alarms()], ['sign-in-without-mfa-alarm-missing']],
  [
    'a filter without an alarm',
    'FAIL',
    watched('{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != Yes) }'),
    ['sign-in-without-mfa-alarm-missing'],
  ],
  [
    'a filter and an alarm',
    'PASS',
    watched('{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != Yes) }', alarm()),
    [],
  ],
  [
    'with quotes',
    'PASS',
    watched('{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }', alarm()),
    [],
  ],
])

describePeer('cloudwatch_log_metric_filter_authentication_failures', byRules(['sign-in-failure-alarm-missing']), [
  [
    'a filter without an alarm',
    'FAIL',
    watched('{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }'),
    ['sign-in-failure-alarm-missing'],
  ],
  [
    'a filter and an alarm',
    'PASS',
    watched('{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }', alarm()),
    [],
  ],
])

const IAM_CHANGES = [
  'DeleteGroupPolicy',
  'DeleteRolePolicy',
  'DeleteUserPolicy',
  'PutGroupPolicy',
  'PutRolePolicy',
  'PutUserPolicy',
  'CreatePolicy',
  'DeletePolicy',
  'CreatePolicyVersion',
  'DeletePolicyVersion',
  'AttachRolePolicy',
  'DetachRolePolicy',
  'AttachUserPolicy',
  'DetachUserPolicy',
  'AttachGroupPolicy',
  'DetachGroupPolicy',
]
const changes = `{${IAM_CHANGES.map((name) => `($.eventName=${name})`).join('||')}}`

describePeer('cloudwatch_log_metric_filter_policy_changes', byRules(['iam-policy-change-alarm-missing']), [
  ['a filter without an alarm', 'FAIL', watched(changes), ['iam-policy-change-alarm-missing']],
  ['a filter and an alarm', 'PASS', watched(changes, alarm()), []],
])
