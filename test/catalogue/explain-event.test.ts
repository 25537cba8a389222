import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { canonicalActionOf } from '#shared/catalogue/actions.ts'
import { explainEvent } from '#shared/catalogue/explain-event.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const s3Operations = z.parse(
  z.record(z.string(), z.object({ required: z.array(z.string()), mayAlsoNeed: z.array(z.string()) })),
  read('test/fixtures/catalogue/s3-operations.json'),
)

describe('the 95 operations of Amazon S3', () => {
  it('are 95', () => expect(Object.keys(s3Operations).length).toBe(95))

  it.each(Object.entries(s3Operations))('%s', (operation, { required, mayAlsoNeed }) => {
    const { actions, notes } = explainEvent('s3.amazonaws.com', operation)
    expect([...actions].sort()).toEqual([...required].sort())
    // Reading tags, retention and legal hold with an object is an answer left out, not a refusal.
    const optional = ['s3:GetObjectTagging', 's3:GetObjectRetention', 's3:GetObjectLegalHold']
    for (const action of mayAlsoNeed.filter((name) => !optional.includes(name)))
      expect(notes.join(' ')).toContain(action)
  })
})

const TABLE: readonly (readonly [source: string, event: string, actions: string, mappedBy: string])[] = [
  ['monitoring', 'GetMetricData', 'cloudwatch:GetMetricData', 'name'],
  ['email', 'SendEmail', 'ses:SendEmail', 'name'],
  ['ses', 'GetAccount', 'ses:GetAccount', 'name'],
  ['tagging', 'TagResources', 'tag:TagResources', 'name'],
  ['states', 'StartExecution', 'states:StartExecution', 'name'],
  ['autoscaling', 'CreateAutoScalingGroup', 'autoscaling:CreateAutoScalingGroup', 'name'],
  ['autoscaling', 'RegisterScalableTarget', 'application-autoscaling:RegisterScalableTarget', 'name'],
  ['autoscaling', 'CreateScalingPlan', 'autoscaling-plans:CreateScalingPlan', 'name'],
  ['elasticloadbalancing', 'CreateLoadBalancer', 'elasticloadbalancing:CreateLoadBalancer', 'name'],
  ['amazonmq', 'CreateBroker', 'mq:CreateBroker', 'name'],
  ['application-insights', 'CreateApplication', 'applicationinsights:CreateApplication', 'name'],
  ['appstream2', 'DescribeFleets', 'appstream:DescribeFleets', 'name'],
  ['appstream', 'DescribeFleets', 'appstream:DescribeFleets', 'name'],
  ['models.lex', 'CreateBotVersion', 'lex:CreateBotVersion', 'name'],
  ['runtime.lex', 'PostText', 'lex:PostText', 'name'],
  ['models-v2-lex', 'CreateBot', 'lex:CreateBot', 'name'],
  ['runtime-v2-lex', 'RecognizeText', 'lex:RecognizeText', 'name'],
  ['streams.dynamodb', 'GetRecords', 'dynamodb:GetRecords', 'name'],
  ['mturk-requester', 'CreateHIT', 'mechanicalturk:CreateHIT', 'name'],
  ['cloudcontrolapi', 'CreateResource', 'cloudformation:CreateResource', 'name'],
  ['contact-lens', 'ListRealtimeContactAnalysisSegments', 'connect:ListRealtimeContactAnalysisSegments', 'name'],
  ['migrationhub', 'ListMigrationTasks', 'mgh:ListMigrationTasks', 'name'],
  ['pinpoint', 'CreateApp', 'mobiletargeting:CreateApp', 'name'],
  ['pricelist', 'GetProducts', 'pricing:GetProducts', 'name'],
  ['api.pricing', 'GetProducts', 'pricing:GetProducts', 'name'],
  ['qconnect', 'CreateAssistant', 'wisdom:CreateAssistant', 'name'],
  ['rdsdata', 'BatchExecuteStatement', 'rds-data:BatchExecuteStatement', 'name'],
  ['rds', 'CreateDBCluster', 'rds:CreateDBCluster', 'name'],
  ['servicecatalog-appregistry', 'CreateApplication', 'servicecatalog:CreateApplication', 'name'],
  ['opensearchservice', 'CreateDomain', 'es:CreateDomain', 'name'],
  ['es', 'DescribeDomain', 'es:DescribeDomain', 'name'],
  ['aoss', 'CreateCollection', 'aoss:CreateCollection', 'name'],
  ['taxconsole', 'GetTaxRegistration', 'tax:GetTaxRegistration', 'name'],
  ['billingconsole', 'GetBillingData', 'billing:GetBillingData', 'name'],
  ['transcribestreaming', 'StartStreamTranscription', 'transcribe:StartStreamTranscription', 'name'],
  ['chime-sdk-meetings', 'CreateMeeting', 'chime:CreateMeeting', 'name'],
  ['discovery-marketplace', 'SearchListings', 'aws-marketplace:SearchListings', 'name'],
  ['marketplacecatalog', 'ListEntities', 'aws-marketplace:ListEntities', 'name'],
  ['s3-outposts', 'CreateEndpoint', 's3-outposts:CreateEndpoint', 'name'],
  ['bedrock-agent-runtime', 'Retrieve', 'bedrock:Retrieve', 'name'],
  ['ebs', 'StartSnapshot', 'ebs:StartSnapshot', 'name'],
  ['sso', 'CreatePermissionSet', 'sso:CreatePermissionSet', 'name'],
  ['sso-directory', 'SearchUsers', 'sso-directory:SearchUsers', 'name'],
  ['identitystore', 'CreateUser', 'identitystore:CreateUser', 'name'],
  ['cognito-sync', 'ListDatasets', 'cognito-sync:ListDatasets', 'name'],
  ['codeconnections', 'GetConnection', 'codeconnections:GetConnection', 'name'],
  ['codestar-connections', 'GetConnection', 'codestar-connections:GetConnection', 'name'],
  ['signin', 'AuthorizeOAuth2Access', 'signin:AuthorizeOAuth2Access', 'name'],
  ['signin', 'ConsoleLogin', '', 'not-an-api-call'],
  ['signin', 'SwitchRole', '', 'not-an-api-call'],
  ['lambda', 'UpdateFunctionCode20150331v2', 'lambda:UpdateFunctionCode', 'renamed'],
  ['lambda', 'ListFunctions20150331', 'lambda:ListFunctions', 'renamed'],
  ['cloudfront', 'CreateDistribution2020_05_31', 'cloudfront:CreateDistribution', 'renamed'],
  // Digits that belong to the name stay.
  ['kafka', 'CreateClusterV2', 'kafka:CreateClusterV2', 'name'],
  ['rds', 'RestoreDBClusterFromS3', 'rds:RestoreDBClusterFromS3', 'name'],
  ['securityhub', 'CreateConnectorV2', 'securityhub:CreateConnectorV2', 'name'],
  ['lambda', 'Invoke', 'lambda:InvokeFunction', 'override'],
  ['lambda', 'InvokeWithResponseStream', 'lambda:InvokeFunction', 'override'],
  ['lambda', 'GetLayerVersionByArn20181031', 'lambda:GetLayerVersion', 'override'],
  ['s3', 'GetObjectTorrent', 's3:GetObject', 'override'],
  ['s3', 'GetBucketLifecycle', 's3:GetLifecycleConfiguration', 'override'],
  ['s3', 'DeleteBucketPublicAccessBlock', 's3:PutBucketPublicAccessBlock', 'override'],
  ['s3', 'CreateSession', 's3express:CreateSession', 'override'],
  ['s3', 'CopyObject', 's3:GetObject s3:PutObject', 'multi-action'],
  ['s3', 'JobCreated', '', 'not-an-api-call'],
  ['secretsmanager', 'EndSecretVersionDelete', '', 'not-an-api-call'],
  ['ec2', 'SharedSnapshotVolumeCreated', '', 'not-an-api-call'],
  ['kms', 'ReEncrypt', 'kms:ReEncryptFrom kms:ReEncryptTo', 'multi-action'],
  ['dynamodb', 'TransactGetItems', 'dynamodb:GetItem', 'override'],
  [
    'dynamodb',
    'TransactWriteItems',
    'dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem',
    'multi-action',
  ],
  [
    'dynamodb',
    'ExecuteStatement',
    'dynamodb:PartiQLDelete dynamodb:PartiQLInsert dynamodb:PartiQLSelect dynamodb:PartiQLUpdate',
    'multi-action',
  ],
  ['sqs', 'SendMessageBatch', 'sqs:SendMessage', 'override'],
  ['sqs', 'ChangeMessageVisibilityBatch', 'sqs:ChangeMessageVisibility', 'override'],
  ['sns', 'PublishBatch', 'sns:Publish', 'override'],
  ['budgets', 'UpdateBudget', 'budgets:ModifyBudget', 'override'],
  ['budgets', 'DescribeBudgets', 'budgets:ViewBudget', 'override'],
  ['cassandra', 'UpdateTable', 'cassandra:Alter', 'override'],
  ['bedrock', 'Converse', 'bedrock:InvokeModel', 'override'],
  ['bedrock', 'ConverseStream', 'bedrock:InvokeModelWithResponseStream', 'override'],
  ['bedrock', 'StartAsyncInvoke', 'bedrock:InvokeModel', 'override'],
  ['redshift-data', 'GetStatementResultV2', 'redshift-data:GetStatementResult', 'override'],
  ['verifiedpermissions', 'BatchIsAuthorized', 'verifiedpermissions:IsAuthorized', 'override'],
  ['apigateway', 'CreateRestApi', 'apigateway:POST', 'api-gateway'],
  ['apigateway', 'UpdateStage', 'apigateway:PATCH', 'api-gateway'],
  ['apigateway', 'CreateRoutingRule', 'apigateway:CreateRoutingRule', 'name'],
  ['execute-api', 'PostToConnection', 'execute-api:ManageConnections', 'override'],
  ['sts', 'GetCallerIdentity', '', 'no-permission'],
  ['sts', 'GetSessionToken', '', 'no-permission'],
  ['sts', 'AssumeRoleWithSAML', '', 'no-permission'],
  ['sts', 'AssumeRoleWithWebIdentity', '', 'no-permission'],
  ['sts', 'AssumeRole', 'sts:AssumeRole', 'name'],
  ['sso', 'ListAccountRoles', '', 'no-permission'],
  ['sso-oidc', 'StartDeviceAuthorization', '', 'no-permission'],
  ['cognito-idp', 'InitiateAuth', '', 'no-permission'],
  ['cognito-idp', 'AdminInitiateAuth', 'cognito-idp:AdminInitiateAuth', 'name'],
  ['cognito-identity', 'GetId', '', 'no-permission'],
  ['dynamodb', 'DescribeEndpoints', 'dynamodb:DescribeEndpoints', 'name'],
  ['ec2', 'DescribeFlyingSaucers', '', 'unmapped'],
  ['constructor', '__proto__', '', 'unmapped'],
]

describe('explainEvent', () => {
  it.each(TABLE)('%s %s → %s (%s)', (source, event, actions, mappedBy) => {
    const answer = explainEvent(`${source}.amazonaws.com`, event)
    expect({ actions: [...answer.actions].sort().join(' '), mappedBy: answer.mappedBy }).toEqual({ actions, mappedBy })
  })

  it('reads every domain of AWS', () => {
    for (const domain of ['.amazonaws.com', '.amazonaws.com.cn', '.amazon.aws', '']) {
      expect(explainEvent(`sqs${domain}`, 'SendMessage').actions).toEqual(['sqs:SendMessage'])
    }
  })

  it('says why, and which parameters would tell more', () => {
    expect(explainEvent('s3.amazonaws.com', 'GetObject').notes).toContain(
      'Also s3:GetObjectVersion, only if a versionId was sent.',
    )
    expect(explainEvent('sts.amazonaws.com', 'GetCallerIdentity').notes.join(' ')).toContain('No IAM permission')
    expect(explainEvent('ecs.amazonaws.com', 'RunTask').notes.join(' ')).toContain('iam:PassRole')
    expect(explainEvent('s3.amazonaws.com', 'PutBucketReplication').notes.join(' ')).toContain('iam:PassRole')
    expect(explainEvent('autoscaling.amazonaws.com', 'DescribeScalingActivities').notes.join(' ')).toContain(
      'application-autoscaling:',
    )
  })
})

/** Operations that no table maps: an action of that name or another is not known, so none is given. */
const OPEN = [
  'CloudTrail:ListInsightsMetricData',
  'ComprehendMedical:DetectEntities',
  'DSQL:CreateMultiRegionClusters',
  'DSQL:DeleteMultiRegionClusters',
  'Glue:ListDataQualityStatisticAnnotations',
  'Glue:ListDataQualityStatistics',
  'LakeFormation:AssumeDecoratedRoleWithSAML',
  'QApps:CreatePresignedUrl',
  'QuickSight:DescribeAnalysisDefinition',
  'QuickSight:DescribeDashboardDefinition',
  'QuickSight:DescribeTemplateDefinition',
  'Resource Explorer 2:ListResources',
]
const universe = '../shared/data/reference-maps/api-operations.json'
const model = z.object({
  sdkId: z.string(),
  ops: z.array(z.string()),
  arnNamespace: z.nullable(z.string()),
  sigv4: z.nullable(z.string()),
  cloudTrailEventSource: z.nullable(z.string()),
})

describe.skipIf(!existsSync(universe))('every operation of the published API models', () => {
  it('resolves, but for the ones that are listed', () => {
    const models = z.parse(z.array(model), read(universe))
    const unresolved: string[] = []
    let count = 0
    for (const { sdkId, ops, arnNamespace, sigv4, cloudTrailEventSource } of models) {
      const names = [cloudTrailEventSource, arnNamespace, sigv4, sdkId.toLowerCase().replaceAll(' ', '')]
      for (const operation of ops) {
        count += 1
        const answers = names.flatMap((name) => (name === null ? [] : [explainEvent(name, operation)]))
        const answer = answers.find(({ mappedBy }) => mappedBy !== 'unmapped')
        const actions = answer?.actions ?? []
        if (answer === undefined || actions.some((action) => canonicalActionOf(action) !== action)) {
          unresolved.push(`${sdkId}:${operation}`)
        }
      }
    }
    expect(count).toBe(16_019)
    expect(unresolved.sort()).toEqual(OPEN)
    expect(unresolved.length / count).toBeLessThan(0.007)
  })
})
