import { ACCOUNT_ID } from './account-id.ts'
import type { Chance } from './chance.ts'

interface Palette {
  readonly actions: readonly string[]
  readonly resource: (n: number) => string
}

const regional = (service: string, rest: string): string => `arn:aws:${service}:eu-central-1:${ACCOUNT_ID}:${rest}`

const PALETTES: readonly Palette[] = [
  {
    actions: ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:DeleteObject', 's3:Get*'],
    resource: (n) => `arn:aws:s3:::bucket-${n}/*`,
  },
  {
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:*'],
    resource: (n) => regional('dynamodb', `table/table-${n}`),
  },
  {
    actions: ['lambda:InvokeFunction', 'lambda:UpdateFunctionCode', 'lambda:GetFunction', 'lambda:CreateFunction'],
    resource: (n) => regional('lambda', `function:function-${n}`),
  },
  {
    actions: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'],
    resource: (n) => regional('sqs', `queue-${n}`),
  },
  { actions: ['ec2:Describe*', 'ec2:RunInstances', 'ec2:CreateTags', 'ec2:TerminateInstances'], resource: () => '*' },
  { actions: ['iam:PassRole', 'iam:GetRole'], resource: (n) => `arn:aws:iam::${ACCOUNT_ID}:role/team-${n}-*` },
  { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resource: (n) => regional('kms', `key/${n}`) },
  { actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], resource: () => '*' },
  { actions: ['secretsmanager:GetSecretValue'], resource: (n) => regional('secretsmanager', `secret:secret-${n}-*`) },
  { actions: ['sts:AssumeRole'], resource: (n) => `arn:aws:iam::${ACCOUNT_ID}:role/team-${n}` },
]

const statement = (chance: Chance): object => {
  const { actions, resource } = chance.of(PALETTES)
  const chosen = actions.filter(() => chance.percent(60))
  return {
    Effect: chance.percent(4) ? 'Deny' : 'Allow',
    Action: chosen.length === 0 ? actions[0] : chosen,
    Resource: chance.percent(15) ? '*' : [resource(chance.below(500)), resource(chance.below(500))],
    ...(chance.percent(10) && {
      Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } },
    }),
  }
}

/** One to six statements; one document in a hundred allows everything, one in a hundred all but a few services. */
export const policyDocument = (chance: Chance): object => {
  const odd = chance.below(100)
  if (odd === 0) return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
  if (odd === 1) {
    return {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' }],
    }
  }
  return { Version: '2012-10-17', Statement: Array.from({ length: 1 + chance.below(6) }, () => statement(chance)) }
}

export const trustPolicy = (chance: Chance): object => {
  const kind = chance.below(20)
  const [principal, action, condition] =
    kind === 0
      ? [{ AWS: `arn:aws:iam::${222_222_222_222 + chance.below(40)}:root` }, 'sts:AssumeRole']
      : kind === 1
        ? [{ AWS: `arn:aws:iam::${ACCOUNT_ID}:root` }, 'sts:AssumeRole']
        : kind === 2
          ? [
              { Federated: `arn:aws:iam::${ACCOUNT_ID}:oidc-provider/token.actions.githubusercontent.com` },
              'sts:AssumeRoleWithWebIdentity',
              { StringLike: { 'token.actions.githubusercontent.com:sub': `repo:example/app-${chance.below(300)}:*` } },
            ]
          : [
              { Service: `${chance.of(['lambda', 'ec2', 'ecs-tasks', 'states', 'scheduler'])}.amazonaws.com` },
              'sts:AssumeRole',
            ]
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: action, ...(condition && { Condition: condition }) }],
  }
}
