/**
 * Events whose IAM action has another name. One line an event: `prefix:Event = action …`; an action without a prefix is of the same service.
 * Sources: the "API operations" tables of the Service Authorization Reference, and the services' own guides where these have none.
 */
const ROWS = `
access-analyzer:GetFindingV2 = GetFinding
access-analyzer:ListFindingsV2 = ListFindings
aws-marketplace:BatchDescribeEntities = DescribeEntity
bcm-pricing-calculator:BatchCreateBillScenarioCommitmentModification = CreateBillScenarioCommitmentModification
bcm-pricing-calculator:BatchCreateBillScenarioUsageModification = CreateBillScenarioUsageModification
bcm-pricing-calculator:BatchCreateWorkloadEstimateUsage = CreateWorkloadEstimateUsage
bcm-pricing-calculator:BatchDeleteBillScenarioCommitmentModification = DeleteBillScenarioCommitmentModification
bcm-pricing-calculator:BatchDeleteBillScenarioUsageModification = DeleteBillScenarioUsageModification
bcm-pricing-calculator:BatchDeleteWorkloadEstimateUsage = DeleteWorkloadEstimateUsage
bcm-pricing-calculator:BatchUpdateBillScenarioCommitmentModification = UpdateBillScenarioCommitmentModification
bcm-pricing-calculator:BatchUpdateBillScenarioUsageModification = UpdateBillScenarioUsageModification
bcm-pricing-calculator:BatchUpdateWorkloadEstimateUsage = UpdateWorkloadEstimateUsage
bedrock:InvokeModelWithBidirectionalStream = InvokeModel
bedrock:RetrieveAndGenerateStream = RetrieveAndGenerate
bedrock:StartAsyncInvoke = InvokeModel
budgets:CreateBudget = ModifyBudget
budgets:CreateNotification = ModifyBudget
budgets:CreateSubscriber = ModifyBudget
budgets:DeleteBudget = ModifyBudget
budgets:DeleteNotification = ModifyBudget
budgets:DeleteSubscriber = ModifyBudget
budgets:UpdateBudget = ModifyBudget
budgets:UpdateNotification = ModifyBudget
budgets:UpdateSubscriber = ModifyBudget
budgets:DescribeBudget = ViewBudget
budgets:DescribeBudgetNotificationsForAccount = ViewBudget
budgets:DescribeBudgetPerformanceHistory = ViewBudget
budgets:DescribeBudgets = ViewBudget
budgets:DescribeNotificationsForBudget = ViewBudget
budgets:DescribeSubscribersForNotification = ViewBudget
cassandra:GetTable = Select
cassandra:GetKeyspace = Select
cassandra:GetTableAutoScalingSettings = Select
cassandra:GetType = Select
cassandra:ListKeyspaces = Select
cassandra:ListTables = Select
cassandra:ListTagsForResource = Select
cassandra:ListTypes = Select
cloudfront:CreateDistributionWithTags = CreateDistribution TagResource
cloudsearch:UploadDocuments = document
detective:ListOrganizationAdminAccounts = ListOrganizationAdminAccount
dms:DescribeDataProviders = ListDataProviders
dms:DescribeExtensionPackAssociations = ListExtensionPacks
dms:DescribeInstanceProfiles = ListInstanceProfiles
dms:DescribeMetadataModelAssessments = ListMetadataModelAssessments
dms:DescribeMetadataModelConversions = ListMetadataModelConversions
dms:DescribeMetadataModelExportsAsScript = ListMetadataModelExports
dms:DescribeMetadataModelExportsToTarget = ListMetadataModelExports
dms:DescribeMigrationProjects = ListMigrationProjects
dms:ModifyConversionConfiguration = UpdateConversionConfiguration
dms:ModifyDataProvider = UpdateDataProvider
dms:ModifyInstanceProfile = UpdateInstanceProfile
dms:ModifyMigrationProject = UpdateMigrationProject
dms:StartExtensionPackAssociation = AssociateExtensionPack
dms:StartMetadataModelExportAsScript = StartMetadataModelExportAsScripts
execute-api:DeleteConnection = ManageConnections
execute-api:GetConnection = ManageConnections
execute-api:PostToConnection = ManageConnections
glue:BatchGetDataQualityResult = GetDataQualityResult
glue:BatchPutDataQualityStatisticAnnotation = PutDataQualityStatisticAnnotation
glue:GetUnfilteredPartitionMetadata = GetPartition
glue:GetUnfilteredPartitionsMetadata = GetPartitions
glue:GetUnfilteredTableMetadata = GetTable
iotfleetwise:BatchCreateVehicle = CreateVehicle
iotfleetwise:BatchUpdateVehicle = UpdateVehicle
kms:ReEncrypt = ReEncryptFrom ReEncryptTo
lambda:GetLayerVersionByArn = GetLayerVersion
lambda:Invoke = InvokeFunction
lambda:InvokeWithResponseStream = InvokeFunction
lex:ListUtteranceAnalyticsData = ListAggregatedUtterances
lex:ListUtteranceMetrics = ListAggregatedUtterances
neptune-db:CancelGremlinQuery = CancelQuery
neptune-db:CancelOpenCypherQuery = CancelQuery
neptune-db:DeletePropertygraphStatistics = DeleteStatistics
neptune-db:DeleteSparqlStatistics = DeleteStatistics
neptune-db:ExecuteFastReset = ResetDatabase
neptune-db:GetGremlinQueryStatus = GetQueryStatus
neptune-db:GetMLDataProcessingJob = GetMLDataProcessingJobStatus
neptune-db:GetMLEndpoint = GetMLEndpointStatus
neptune-db:GetMLModelTrainingJob = GetMLModelTrainingJobStatus
neptune-db:GetMLModelTransformJob = GetMLModelTransformJobStatus
neptune-db:GetOpenCypherQueryStatus = GetQueryStatus
neptune-db:GetPropertygraphStatistics = GetStatisticsStatus
neptune-db:GetPropertygraphStream = GetStreamRecords
neptune-db:GetPropertygraphSummary = GetGraphSummary
neptune-db:GetRDFGraphSummary = GetGraphSummary
neptune-db:GetSparqlStatistics = GetStatisticsStatus
neptune-db:GetSparqlStream = GetStreamRecords
neptune-db:ListGremlinQueries = GetQueryStatus
neptune-db:ListOpenCypherQueries = GetQueryStatus
neptune-db:ManagePropertygraphStatistics = ManageStatistics
neptune-db:ManageSparqlStatistics = ManageStatistics
neptune-graph:GetQuery = GetQueryStatus
redshift-data:GetStatementResultV2 = GetStatementResult
s3-object-lambda:WriteGetObjectResponse = WriteGetObjectResponse
s3-outposts:GetBucket = GetBucket
securityhub:BatchUpdateFindingsV2 = BatchUpdateFindings
securityhub:GetFindingStatisticsV2 = GetAdhocInsightResults
securityhub:GetFindingsV2 = GetFindings
sns:PublishBatch = Publish
sqs:ChangeMessageVisibilityBatch = ChangeMessageVisibility
sqs:DeleteMessageBatch = DeleteMessage
sqs:SendMessageBatch = SendMessage
tax:BatchGetTaxExemptions = GetExemptions
tax:GetTaxExemptionTypes = GetExemptions
tax:ListTaxExemptions = GetExemptions
tax:PutTaxExemption = UpdateExemptions
timestream:Query = Select
verifiedpermissions:BatchGetPolicy = GetPolicy
verifiedpermissions:BatchIsAuthorized = IsAuthorized
verifiedpermissions:BatchIsAuthorizedWithToken = IsAuthorizedWithToken
vpc-lattice:BatchUpdateRule = UpdateRule
s3:CompleteMultipartUpload = PutObject
s3:DeleteBucketAnalyticsConfiguration = PutAnalyticsConfiguration
s3:DeleteBucketCors = PutBucketCORS
s3:DeleteBucketEncryption = PutEncryptionConfiguration
s3:DeleteBucketIntelligentTieringConfiguration = PutIntelligentTieringConfiguration
s3:DeleteBucketInventoryConfiguration = PutInventoryConfiguration
s3:DeleteBucketLifecycle = PutLifecycleConfiguration
s3:DeleteBucketLifecycleConfiguration = PutLifecycleConfiguration
s3:DeleteBucketMetricsConfiguration = PutMetricsConfiguration
s3:DeleteBucketOwnershipControls = PutBucketOwnershipControls
s3:DeleteBucketPublicAccessBlock = PutBucketPublicAccessBlock
s3:DeleteBucketReplication = PutReplicationConfiguration
s3:DeleteBucketTagging = PutBucketTagging
s3:DeleteAccountPublicAccessBlock = PutAccountPublicAccessBlock
s3:GetBucketAccelerateConfiguration = GetAccelerateConfiguration
s3:GetBucketAnalyticsConfiguration = GetAnalyticsConfiguration
s3:GetBucketCors = GetBucketCORS
s3:GetBucketEncryption = GetEncryptionConfiguration
s3:GetBucketIntelligentTieringConfiguration = GetIntelligentTieringConfiguration
s3:GetBucketInventoryConfiguration = GetInventoryConfiguration
s3:GetBucketLifecycle = GetLifecycleConfiguration
s3:GetBucketLifecycleConfiguration = GetLifecycleConfiguration
s3:GetBucketMetricsConfiguration = GetMetricsConfiguration
s3:GetBucketNotificationConfiguration = GetBucketNotification
s3:GetBucketReplication = GetReplicationConfiguration
s3:GetObjectLockConfiguration = GetBucketObjectLockConfiguration
s3:GetService = ListAllMyBuckets
s3:HeadBucket = ListBucket
s3:ListBucketAnalyticsConfigurations = GetAnalyticsConfiguration
s3:ListBucketIntelligentTieringConfigurations = GetIntelligentTieringConfiguration
s3:ListBucketInventoryConfigurations = GetInventoryConfiguration
s3:ListBucketMetricsConfigurations = GetMetricsConfiguration
s3:ListBuckets = ListAllMyBuckets
s3:ListMultipartUploads = ListBucketMultipartUploads
s3:ListObjectVersions = ListBucketVersions
s3:ListVersions = ListBucketVersions
s3:ListParts = ListMultipartUploadParts
s3:PostObject = PutObject
s3:PutBucketAccelerateConfiguration = PutAccelerateConfiguration
s3:PutBucketAnalyticsConfiguration = PutAnalyticsConfiguration
s3:PutBucketCors = PutBucketCORS
s3:PutBucketEncryption = PutEncryptionConfiguration
s3:PutBucketIntelligentTieringConfiguration = PutIntelligentTieringConfiguration
s3:PutBucketInventoryConfiguration = PutInventoryConfiguration
s3:PutBucketLifecycle = PutLifecycleConfiguration
s3:PutBucketLifecycleConfiguration = PutLifecycleConfiguration
s3:PutBucketMetricsConfiguration = PutMetricsConfiguration
s3:PutBucketNotificationConfiguration = PutBucketNotification
s3:PutBucketReplication = PutReplicationConfiguration
s3:PutObjectLockConfiguration = PutBucketObjectLockConfiguration
s3:SelectObjectContent = GetObject
s3:GetObjectTorrent = GetObject
s3:GetObjectAttributes = GetObject
s3:UploadPart = PutObject
s3:CreateSession = s3express:CreateSession
s3:ListDirectoryBuckets = s3express:ListAllMyDirectoryBuckets
s3express:CreateSession = CreateSession
s3express:ListDirectoryBuckets = ListAllMyDirectoryBuckets
s3express:GetBucketEncryption = GetEncryptionConfiguration
s3express:PutBucketEncryption = PutEncryptionConfiguration
s3express:DeleteBucketEncryption = PutEncryptionConfiguration
s3express:GetBucketLifecycleConfiguration = GetLifecycleConfiguration
s3express:PutBucketLifecycleConfiguration = PutLifecycleConfiguration
s3express:DeleteBucketLifecycle = PutLifecycleConfiguration
s3express:HeadBucket = CreateSession
s3:CreateBucketMetadataConfiguration = CreateBucketMetadataTableConfiguration
s3:DeleteBucketMetadataConfiguration = DeleteBucketMetadataTableConfiguration
s3:GetBucketMetadataConfiguration = GetBucketMetadataTableConfiguration
`

/** Calls on the objects of a directory bucket: all of them are authorized as its session (S3 user guide, "Authorizing zonal endpoint API operations"). */
const SESSION_CALLS =
  'AbortMultipartUpload CompleteMultipartUpload CopyObject CreateMultipartUpload DeleteObject DeleteObjects GetObject GetObjectAttributes ' +
  'HeadObject ListMultipartUploads ListObjects ListObjectsV2 ListParts PutObject RenameObject UploadPart UploadPartCopy'

const parseRow = (row: string): readonly [string, readonly string[]] => {
  const [event = '', actions = ''] = row.split(' = ')
  const prefix = event.slice(0, event.indexOf(':'))
  return [
    event.toLowerCase(),
    actions.split(' ').map((action) => (action.includes(':') ? action : `${prefix}:${action}`)),
  ]
}

const sessionRows = SESSION_CALLS.split(' ').map((call) => `s3express:${call} = CreateSession`)
const renamed = new Map([...ROWS.trim().split('\n'), ...sessionRows].map(parseRow))

/** The actions of an event that IAM calls otherwise; `undefined` if the event is not one of these. */
export const renamedActionsOf = (prefix: string, eventName: string): readonly string[] | undefined =>
  renamed.get(`${prefix}:${eventName}`.toLowerCase())
