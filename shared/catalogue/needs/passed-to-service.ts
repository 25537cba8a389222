import { serviceOfAction } from '#shared/facts/action-name.ts'
import type { Leaf } from '../events/parameter-leaves.ts'

/** Which service a role goes to, by action and parameter name (Service Authorization Reference, iam:PassedToService; services' guides). */
type Row = readonly [action: RegExp, parameter: RegExp, service: string]

const ANY = /./u
const ROWS: readonly Row[] = [
  [/^ec2:(?:CreateFlowLogs|ModifyFlowLogs)/u, ANY, 'vpc-flow-logs.amazonaws.com'],
  [/^ec2:(?:RequestSpotFleet|ModifySpotFleet)/u, /^iamfleetrole$/u, 'spotfleet.amazonaws.com'],
  [/^ec2:Import/u, ANY, 'vmie.amazonaws.com'],
  [/^ecs:(?:CreateService|UpdateService|CreateTaskSet)/u, /^role$/u, 'ecs.amazonaws.com'],
  [/^ecs:(?:CreateService|UpdateService|RunTask|StartTask)/u, /^rolearn$/u, 'ecs.amazonaws.com'],
  [/^ecs:CreateExpressGatewayService/u, /infrastructure/u, 'ecs.amazonaws.com'],
  [/^ecs:/u, ANY, 'ecs-tasks.amazonaws.com'],
  [/^eks:CreateNodegroup/u, ANY, 'ec2.amazonaws.com'],
  [/^eks:CreateFargateProfile/u, ANY, 'eks-fargate-pods.amazonaws.com'],
  [/^eks:(?:Create|Update)PodIdentityAssociation/u, ANY, 'pods.eks.amazonaws.com'],
  [/^rds:/u, /^monitoringrolearn$/u, 'monitoring.rds.amazonaws.com'],
  [/^rds:StartExportTask/u, ANY, 'export.rds.amazonaws.com'],
  [/^rds:CreateDBInstanceReadReplica/u, /^domainiamrolename$/u, 'directoryservice.rds.amazonaws.com'],
  [/^s3:CreateJob|^s3:UpdateJob/u, ANY, 'batchoperations.s3.amazonaws.com'],
  [/^elasticmapreduce:/u, /jobflowrole|autoscalingrole/u, 'ec2.amazonaws.com'],
  [/^apprunner:/u, /^accessrolearn$/u, 'build.apprunner.amazonaws.com'],
  [/^apprunner:/u, ANY, 'tasks.apprunner.amazonaws.com'],
  [/^batch:/u, /jobrole|executionrole/u, 'ecs-tasks.amazonaws.com'],
  [/^bedrock-agentcore:/u, ANY, 'bedrock-agentcore.amazonaws.com'],
  [/^cloudformation:CreateStackSet|^cloudformation:UpdateStackSet/u, /administration/u, 'cloudformation.amazonaws.com'],
  [/^kinesisanalytics:/u, ANY, 'kinesisanalytics.amazonaws.com'],
  [/^apigateway:/u, ANY, 'apigateway.amazonaws.com'],
  [/^lex:/u, ANY, 'lexv2.amazonaws.com'],
  [/^glue:/u, ANY, 'glue.amazonaws.com'],
  [/^iot:/u, ANY, 'iot.amazonaws.com'],
]

/** Prefixes whose service principal is the prefix itself with AWS's domain. */
const SAME_NAME: ReadonlySet<string> = new Set(
  (
    'lambda ec2 states cloudformation codebuild codepipeline codedeploy sagemaker redshift redshift-serverless dms transfer firehose events scheduler pipes ' +
    'config cloudtrail s3 ssm batch datapipeline logs backup appsync amplify imagebuilder elasticmapreduce eks bedrock datasync comprehend ' +
    'autoscaling application-autoscaling forecast personalize rekognition transcribe textract kendra fis gamelift greengrass guardduty ' +
    'elasticbeanstalk opsworks rds dynamodb cognito-idp cognito-identity cloudwatch delivery.logs medialive mediaconvert sns synthetics iotevents ' +
    'iotanalytics servicecatalog lakeformation workspaces airflow emr-serverless grafana dlm macie2 databrew finspace'
  ).split(' '),
)

const PRINCIPALS: ReadonlyMap<string, string> = new Map([
  ['cloudwatch', 'streams.metrics.cloudwatch.amazonaws.com'],
  ['emr-serverless', 'emr-serverless.amazonaws.com'],
  ['macie2', 'macie.amazonaws.com'],
])

/** The service that receives the role of this parameter; `undefined` where that is not known for certain. */
export const passedToServiceOf = (action: string, leaf: Pick<Leaf, 'name'>): string | undefined => {
  const row = ROWS.find(([actions, parameters]) => actions.test(action) && parameters.test(leaf.name))
  if (row !== undefined) return row[2]
  const service = serviceOfAction(action)
  return PRINCIPALS.get(service) ?? (SAME_NAME.has(service) ? `${service}.amazonaws.com` : undefined)
}
