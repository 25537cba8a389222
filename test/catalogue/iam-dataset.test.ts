import { expect, test } from 'vitest'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { callRecord } from '#test/support/call-record.ts'

// The tricky rows of iann0036/iam-dataset's map.json (MIT), which iamlive, Access Undenied and others map calls with: the action's resource
// and the parameter that it takes it from. Its 5,063 pairs of an action's variable and a plain parameter were all compared; where ours differs
// from its answer the row says why. "Theirs" stands where it is not ours.

type Row = readonly [event: string, parameters: JsonObject, ours: string, theirs?: string, why?: string]

const HERE = 'eu-west-1:111122223333'

/** A call's bare name or id is of what the call is about. */
const BARE: readonly Row[] = [
  ['elastictranscoder DeletePipeline', { id: 'p1' }, `elastictranscoder:${HERE}:pipeline/p1`],
  ['databrew StartJobRun', { name: 'j' }, `databrew:${HERE}:job/j`],
  ['databrew BatchDeleteRecipeVersion', { name: 'r', recipeVersions: ['1.0'] }, `databrew:${HERE}:recipe/r`],
  ['servicediscovery UpdateHttpNamespace', { id: 'ns-1' }, `servicediscovery:${HERE}:namespace/ns-1`],
  ['rbin DeleteRule', { identifier: 'r1' }, `rbin:${HERE}:rule/r1`],
  [
    'kendra DescribeThesaurus',
    { id: 't1', indexId: 'i1' },
    `kendra:${HERE}:index/i1 kendra:${HERE}:index/i1/thesaurus/t1`,
  ],
  [
    'emr-containers CancelJobRun',
    { id: 'r1', virtualClusterId: 'v1' },
    `emr-containers:${HERE}:/virtualclusters/v1/jobruns/r1`,
  ],
  ['aps DescribeRuleGroupsNamespace', { workspaceId: 'ws-1', name: 'n' }, `aps:${HERE}:rulegroupsnamespace/ws-1/n`],
  ['lex CreateBotVersion', { name: 'b' }, `lex:${HERE}:bot:b:*`],
  // What stands beside it is another's.
  ['events CreateApiDestination', { name: 'd' }, `events:${HERE}:api-destination/d`],
  [
    'glue DeleteDatabase',
    { name: 'd' },
    `glue:${HERE}:catalog glue:${HERE}:database/d glue:${HERE}:table/d/* glue:${HERE}:userDefinedFunction/d/*`,
  ],
  ['airflow CreateWebLoginToken', { name: 'env' }, `airflow:${HERE}:role/env/*`, `airflow:${HERE}:role/*/*`],
  ['appstream CreateImageBuilder', { name: 'b', instanceType: 't' }, `appstream:${HERE}:image-builder/b`],
]

/** The end of its own name is enough where nothing else could be meant. */
const SHORTER: readonly Row[] = [
  ['cloudwatch PutInsightRule', { ruleName: 'r' }, `cloudwatch:${HERE}:insight-rule/r`],
  ['geo BatchPutGeofence', { collectionName: 'c' }, `geo:${HERE}:geofence-collection/c`],
  ['athena ListDatabases', { catalogName: 'c' }, `athena:${HERE}:datacatalog/c`],
  ['sagemaker StopInferenceRecommendationsJob', { jobName: 'j' }, `sagemaker:${HERE}:inference-recommendations-job/j`],
  ['workspaces DeleteConnectionAlias', { aliasId: 'wsca-1' }, `workspaces:${HERE}:connectionalias/wsca-1`],
  ['auditmanager GetAssessmentFramework', { frameworkId: 'f1' }, `auditmanager:${HERE}:assessmentFramework/f1`],
  ['proton GetServiceTemplateVersion', { templateName: 't' }, `proton:${HERE}:service-template/t`],
  ['iot DescribeMitigationAction', { actionName: 'a' }, `iot:${HERE}:mitigationaction/a`],
  [
    'guardduty UpdatePublishingDestination',
    { detectorId: 'd1', destinationId: 'p1' },
    `guardduty:${HERE}:detector/d1/publishingdestination/p1`,
  ],
  ['xray DeleteSamplingRule', { ruleName: 'r' }, `xray:${HERE}:sampling-rule/r`],
]

/** What services call otherwise. */
const OTHERWISE: readonly Row[] = [
  [
    'mobiletargeting GetCampaign',
    { applicationId: 'a1', campaignId: 'c1' },
    `mobiletargeting:${HERE}:apps/a1/campaigns/c1`,
  ],
  ['ssm UpdateMaintenanceWindow', { windowId: 'mw-1', name: 'new' }, `ssm:${HERE}:maintenancewindow/mw-1`],
  ['ssm GetPatchBaseline', { baselineId: 'pb-1' }, `ssm:${HERE}:patchbaseline/pb-1`],
  ['glue CreateDatabase', { databaseInput: { name: 'd' } }, `glue:${HERE}:catalog glue:${HERE}:database/d`],
  [
    'glue CreateTable',
    { databaseName: 'd', tableInput: { name: 't' } },
    `glue:${HERE}:catalog glue:${HERE}:database/d glue:${HERE}:table/d/t`,
  ],
  [
    'glue GetUserDefinedFunction',
    { databaseName: 'd', functionName: 'f' },
    `glue:${HERE}:catalog glue:${HERE}:database/d glue:${HERE}:userDefinedFunction/d/f`,
  ],
  [
    'mgh NotifyMigrationTaskState',
    { progressUpdateStream: 's', migrationTaskName: 't' },
    `mgh:${HERE}:progressUpdateStream/s/migrationTask/t`,
  ],
  ['cloudfront AssociateAlias', { targetDistributionId: 'E1' }, `cloudfront::111122223333:distribution/E1`],
  ['iotfleetwise GetVehicle', { vehicleName: 'v' }, `iotfleetwise:${HERE}:vehicle/v`],
  [
    'redshift RestoreFromClusterSnapshot',
    { clusterIdentifier: 'new', snapshotIdentifier: 's', snapshotClusterIdentifier: 'old' },
    `redshift:${HERE}:cluster:new redshift:${HERE}:snapshot:old/s`,
  ],
]

/** A name is not the id that the ARN holds: a policy with it would allow nothing. */
const NO_ID: readonly Row[] = [
  ['config DeleteConfigRule', { configRuleName: 'r' }, `config:${HERE}:config-rule/*`],
  ['backup CreateBackupPlan', { backupPlan: { backupPlanName: 'p' } }, `backup:${HERE}:backup-plan:*`],
  ['rds DeleteDBProxy', { dBProxyName: 'p' }, `rds:${HERE}:db-proxy:*`],
  ['redshift-serverless GetWorkgroup', { workgroupName: 'w' }, `redshift-serverless:${HERE}:workgroup/*`],
  ['sagemaker DescribeCluster', { clusterName: 'c' }, `sagemaker:${HERE}:cluster/*`],
  ['lex CreateBot', { botName: 'b' }, `lex:${HERE}:bot-alias/*/* lex:${HERE}:bot/*`],
  [
    'connect CreateUser',
    { instanceId: 'i1', username: 'u' },
    `connect:${HERE}:instance/i1/agent/* connect:${HERE}:instance/i1/routing-profile/* connect:${HERE}:instance/i1/security-profile/*`,
  ],
  ['ivs CreateChannel', { name: 'c' }, `ivs:${HERE}:channel/* ivs:${HERE}:stream-key/*`],
  [
    'aiops GetInvestigationGroup',
    { identifier: 'my-group' },
    `aiops:${HERE}:investigation-group/*`,
    `aiops:${HERE}:investigation-group/my-group`,
    'the identifier may be the name, and the ARN has an id',
  ],
  [
    'mediapackage DeleteChannel',
    { id: 'sports' },
    `mediapackage:${HERE}:channels/*`,
    `mediapackage:${HERE}:channels/sports`,
    'the ARN has an identifier of its own (MediaPackage API reference, Channel)',
  ],
  [
    'config PutAggregationAuthorization',
    { authorizedAccountId: '444455556666', authorizedAwsRegion: 'us-east-1' },
    `config:${HERE}:aggregation-authorization/*/*`,
    `config:${HERE}:aggregation-authorization/444455556666/us-east-1`,
    'known to be wider than need be',
  ],
]

test.each([...BARE, ...SHORTER, ...OTHERWISE, ...NO_ID].map((row) => ({ name: row[0], row })))('$name', ({ row }) => {
  const [event, requestParameters, ours, theirs, why] = row
  const { requests } = requestsOf(callRecord(event.replace(/^cloudwatch /u, 'monitoring '), requestParameters))
  expect(requests[0]?.resources.map((arn) => arn.replace(/^arn:aws:/u, '')).join(' ')).toBe(ours)
  if (why !== undefined) expect(theirs).not.toBe(ours)
})
