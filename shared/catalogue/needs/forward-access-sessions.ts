/** Actions through which a service calls AWS KMS with the caller's rights when the data is under a customer managed key (iam-policy-autopilot). */
const ROWS: readonly (readonly [kms: string, actions: string])[] = [
  ['kms:CreateGrant kms:DescribeKey', 'dynamodb:CreateTable'],
  [
    'kms:Decrypt',
    'dynamodb:BatchGetItem dynamodb:BatchWriteItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:GetRecords dynamodb:PutItem dynamodb:Query dynamodb:Scan dynamodb:UpdateItem kinesis:GetRecords s3:GetObject s3:HeadObject s3:UploadPart s3:UploadPartCopy secretsmanager:BatchGetSecretValue secretsmanager:GetSecretValue sqs:ReceiveMessage ssm:GetParameter ssm:GetParameterHistory ssm:GetParameters ssm:GetParametersByPath',
  ],
  ['kms:Decrypt kms:GenerateDataKey', 's3:CopyObject secretsmanager:CreateSecret sns:Publish sns:PublishBatch'],
  ['kms:Encrypt', 'ssm:PutParameter'],
  [
    'kms:GenerateDataKey',
    'kinesis:PutRecord kinesis:PutRecords s3:CreateMultipartUpload s3:PutObject sqs:SendMessage sqs:SendMessageBatch',
  ],
]

const through = new Map(
  ROWS.flatMap(([kms, actions]) => actions.split(' ').map((action) => [action.toLowerCase(), kms.split(' ')] as const)),
)

export const kmsActionsThrough = (action: string): readonly string[] => through.get(action.toLowerCase()) ?? []
