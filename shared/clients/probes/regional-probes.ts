import { ListAnalyzersCommand, ListFindingsV2Command } from '@aws-sdk/client-accessanalyzer'
import { DescribeTrailsCommand, GetEventSelectorsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail'
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch'
import { DescribeMetricFiltersCommand } from '@aws-sdk/client-cloudwatch-logs'
import { NOBODY, type PermissionProbe, type ProbeTarget } from './permission-probe.ts'

export const actions = [
  'access-analyzer:ListAnalyzers',
  'access-analyzer:ListFindings',
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetEventSelectors',
  'cloudtrail:GetTrailStatus',
  'cloudwatch:DescribeAlarms',
  'logs:DescribeMetricFilters',
]

const noTrail = ({ partition, region, accountId }: ProbeTarget): string =>
  `arn:${partition}:cloudtrail:${region}:${accountId}:trail/${NOBODY}`

const describeTrails: PermissionProbe = {
  action: 'cloudtrail:DescribeTrails',
  scope: 'account',
  send: ({ clients, region }) =>
    clients.cloudTrail(region).send(new DescribeTrailsCommand({ includeShadowTrails: true })),
}

/** Services of one Region. What hangs on a trail, a log group or an analyzer is asked of one that does not exist. */
export const regionalProbes: readonly PermissionProbe[] = [
  describeTrails,
  {
    action: 'cloudtrail:GetTrailStatus',
    scope: 'account',
    answers: ['TrailNotFound'],
    send: (target) =>
      target.clients.cloudTrail(target.region).send(new GetTrailStatusCommand({ Name: noTrail(target) })),
  },
  {
    action: 'cloudtrail:GetEventSelectors',
    scope: 'account',
    answers: ['TrailNotFound'],
    send: (target) =>
      target.clients.cloudTrail(target.region).send(new GetEventSelectorsCommand({ TrailName: noTrail(target) })),
  },
  {
    action: 'cloudwatch:DescribeAlarms',
    scope: 'account',
    send: ({ clients, region }) => clients.cloudWatch(region).send(new DescribeAlarmsCommand({ MaxRecords: 1 })),
  },
  {
    action: 'logs:DescribeMetricFilters',
    scope: 'account',
    answers: ['ResourceNotFound'],
    send: ({ clients, region }) =>
      clients.cloudWatchLogs(region).send(new DescribeMetricFiltersCommand({ logGroupName: NOBODY, limit: 1 })),
  },
  {
    action: 'access-analyzer:ListAnalyzers',
    scope: 'account',
    send: ({ clients, region }) => clients.accessAnalyzer(region).send(new ListAnalyzersCommand({ maxResults: 1 })),
  },
  {
    action: 'access-analyzer:ListFindings',
    scope: 'account',
    answers: ['ResourceNotFound'],
    send: ({ clients, region, partition, accountId }) =>
      clients.accessAnalyzer(region).send(
        new ListFindingsV2Command({
          analyzerArn: `arn:${partition}:access-analyzer:${region}:${accountId}:analyzer/${NOBODY}`,
          maxResults: 1,
        }),
      ),
  },
]

/** Whether a Region answers at all: one that the account has not switched on refuses credentials that are good elsewhere. */
export const regionProbe = describeTrails
