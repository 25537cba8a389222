import { describe, expect, test } from 'vitest'
import { parsePolicyDocument } from '#shared/evidence/policy-document.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { known } from '#shared/facts/known.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import { effectivePermissionsOf, scopeOf } from '#shared/permissions/effective-permissions.ts'
import { escalationsOf } from '#shared/permissions/escalation.ts'
import { trustGrantsOf } from '#shared/permissions/trust.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { policyRules } from '#shared/rules/policies/index.ts'
import {
  ACCOUNT,
  account,
  allow,
  at,
  awsTrust,
  group,
  inlinePolicy,
  managedPolicy,
  role,
  serviceTrust,
  user,
} from '#test/support/facts.ts'
import { managed } from '#test/support/policies.ts'

// The policies of Cloudsplaining's unit tests (salesforce/cloudsplaining, test/scanning and test/command, and the table of methods in
// cloudsplaining/shared/constants.py; BSD-3-Clause; in our words), with its verdict and ours. Where the two differ, the row says why.
// Its lists of all actions without a resource (InfrastructureModification, "missing resource constraints") are a remark on every `*`; our rules
// speak of the actions that hand out data, credentials or permissions. Its policies of topics are left out: the evidence has no such policies.

const identity = (...statements: readonly JsonValue[]): PolicyDocument =>
  parsePolicyDocument({ Version: '2012-10-17', Statement: statements }, 'identity')
const give = (...actions: readonly string[]): JsonValue => ({ Effect: 'Allow', Action: actions, Resource: '*' })
const OWN_KEYS = { Effect: 'Allow', Action: ['iam:CreateAccessKey'], Resource: 'arn:aws:iam::*:user/${aws:username}' }
const CLOUD9 = `arn:aws:cloud9:us-east-1:${ACCOUNT}:environment:some-resource-id`
const VERBS = ['Create', 'Describe', 'Delete', 'Get', 'List', 'Update'].map((verb) => `cloud9:${verb}*`)

const failedRules = (document: PolicyDocument): readonly string[] => {
  const context = { now: at('2026-04-01'), configuration: defaultConfiguration }
  const facts = managed(document)
  return policyRules.flatMap((rule) =>
    rule.run(facts, context).some(({ outcome }) => outcome.status === 'fail') ? [rule.id] : [],
  )
}

type Row = readonly [what: string, theirs: string, document: PolicyDocument, ours: readonly string[]]

const POLICIES: readonly Row[] = [
  [
    'parameters and images, and one’s own keys',
    'without resource: ssm:GetParameters, ecr:PutImage',
    identity(give('ssm:GetParameters', 'ecr:PutImage'), OWN_KEYS),
    ['policy-exposes-data'],
  ],
  [
    'everything but billing',
    'no aws-portal:ViewBilling',
    identity(give('*'), { Effect: 'Deny', Action: 'aws-portal:*', Resource: '*' }),
    ['policy-allows-everything'],
  ],
  [
    'three ways to read, one to write, one to tag, one to pass',
    'DataExfiltration: the five reads; permissions: iam:PassRole; write: s3:PutObject; tagging: ec2:CreateTags',
    identity(
      give(
        'iam:PassRole',
        'ssm:GetParameter',
        'ssm:GetParameters',
        'ssm:GetParametersByPath',
        's3:GetObject',
        's3:PutObject',
        'secretsmanager:GetSecretValue',
        'ec2:CreateTags',
      ),
    ),
    ['pass-role-on-all-roles', 'policy-exposes-credentials', 'policy-exposes-data'],
  ],
  // It lists every NotAction. This one takes away: who has no MFA keeps IAM only.
  [
    'Deny with NotAction',
    'allows nothing; uses NotAction',
    identity({
      Effect: 'Deny',
      NotAction: 'iam:*',
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    }),
    [],
  ],
  [
    'Allow with NotAction',
    'uses NotAction; more than 7000 actions',
    identity({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
    [
      'policy-allows-by-not-action',
      'assume-role-on-all-roles',
      'kms-decrypt-on-all-keys',
      'policy-controls-cloudtrail',
      'marketplace-subscribe-on-all-products',
    ],
  ],
  [
    'sizes of groups of instances',
    'InfrastructureModification',
    identity(give('autoscaling:UpdateAutoScalingGroup')),
    [],
  ],
  [
    'instance profiles',
    'its actions, as written',
    identity(
      give(
        'iam:CreateInstanceProfile',
        'iam:PassRole',
        'ec2:AssociateIamInstanceProfile',
        'iam:AddRoleToInstanceProfile',
      ),
    ),
    ['pass-role-on-all-roles', 'policy-exposes-resources'],
  ],
  [
    'secrets to write',
    'without resource: CreateSecret, PutSecretValue',
    identity(give('secretsmanager:createsecret', 'secretsmanager:listsecrets', 'secretsmanager:putsecretvalue')),
    [],
  ],
  // Nothing is left of every resource.
  [
    'NotResource of everything',
    'gives nothing',
    identity({ Effect: 'Allow', Action: 's3:GetObject', NotResource: '*' }),
    ['policy-invalid'],
  ],
  [
    'NotResource of one bucket',
    'NotResource with Allow',
    identity({ Effect: 'Allow', Action: ['*'], NotResource: ['arn:aws:s3:::HRBucket'] }),
    ['policy-allows-everything', 'policy-invalid'],
  ],
  [
    'a bucket and everything',
    'no resource constraints',
    identity({ Effect: 'Allow', Action: ['*'], Resource: ['arn:aws:s3:::HRBucket', '*'] }),
    ['policy-allows-everything'],
  ],
  [
    'keys of users and objects',
    'PrivilegeEscalation: CreateAccessKey; DataExfiltration: s3:GetObject; permissions: iam:CreateAccessKey',
    identity(give('s3:GetObject', 'iam:CreateAccessKey')),
    ['policy-exposes-credentials', 'policy-exposes-data', 'policy-exposes-resources'],
  ],
  [
    'images, and one’s own keys',
    'InfrastructureModification: four of ecr',
    identity(give('ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'ecr:PutImage'), OWN_KEYS),
    [],
  ],
  [
    'a whole service',
    'ServiceWildcard',
    identity(give('ecr:*')),
    ['policy-allows-whole-service', 'policy-exposes-data', 'policy-exposes-resources'],
  ],
]

test.each(POLICIES)('%s (theirs: %s)', (_what, _theirs, document, ours) => {
  expect(failedRules(document)).toEqual(ours)
})

const grants = (...documents: readonly PolicyDocument[]) => ({
  attachedPolicies: [],
  inlinePolicies: documents.map((one, index) => inlinePolicy(`p${index}`, one)),
})

test('NotAction on one resource gives what acts on it (theirs: cloud9:TagResource, cloud9:UntagResource)', () => {
  const alice = user({ grants: known(grants(identity({ Effect: 'Allow', NotAction: VERBS, Resource: [CLOUD9] }))) })
  const permissions = effectivePermissionsOf(alice, account({ users: known([alice]) }))
  if (permissions.state === 'unknown') throw new Error(permissions.reason)
  const reach = (action: string) => scopeOf(permissions.value, action).reach
  expect(['TagResource', 'UntagResource'].map((name) => reach(`cloud9:${name}`))).toEqual(['some', 'some'])
  expect([reach('cloud9:DeleteEnvironment'), reach('s3:GetObject'), reach('iam:CreateUser')]).toEqual([
    'none',
    'none',
    'none',
  ])
})

/** A method, the actions that it needs, and our path with how sure we are of it in the account below. */
type Method = readonly [method: string, actions: string, ours: string | undefined, holder?: 'role']

// Theirs finds a method in a policy by its actions alone. Ours finds it for a user or role, and what it takes: a target with more power. So
// what needs a function, an instance or a stack that is there already stays conditional, because the evidence does not list these.
const METHODS: readonly Method[] = [
  ['CreateAccessKey', 'iam:CreateAccessKey', 'iam-002 open'],
  ['CreateLoginProfile', 'iam:CreateLoginProfile', 'iam-004 open'],
  ['UpdateLoginProfile', 'iam:UpdateLoginProfile', 'iam-006 open'],
  ['AddUserToGroup', 'iam:AddUserToGroup', 'iam-013 open'],
  ['CreateNewPolicyVersion', 'iam:CreatePolicyVersion', 'iam-001 open'],
  ['SetExistingDefaultPolicyVersion', 'iam:SetDefaultPolicyVersion', 'iam-set-default-policy-version open'],
  ['AttachUserPolicy', 'iam:AttachUserPolicy', 'iam-008 open'],
  ['AttachGroupPolicy', 'iam:AttachGroupPolicy', 'iam-010 open'],
  // A user has no policies of roles: only a role can write its own.
  ['AttachRolePolicy', 'iam:AttachRolePolicy', 'iam-009 open', 'role'],
  ['PutUserPolicy', 'iam:PutUserPolicy', 'iam-007 open'],
  ['PutGroupPolicy', 'iam:PutGroupPolicy', 'iam-011 open'],
  ['PutRolePolicy', 'iam:PutRolePolicy', 'iam-005 open', 'role'],
  ['UpdateRolePolicyToAssumeIt', 'iam:UpdateAssumeRolePolicy', 'iam-012 open'],
  ['CreateEC2WithExistingIP', 'iam:PassRole ec2:RunInstances', 'ec2-001 open'],
  [
    'PassExistingRoleToNewLambdaThenInvoke',
    'iam:PassRole lambda:CreateFunction lambda:InvokeFunction',
    'lambda-001 open',
  ],
  [
    'PassExistingRoleToNewLambdaThenTriggerWithNewDynamo',
    'iam:PassRole lambda:CreateFunction lambda:CreateEventSourceMapping dynamodb:CreateTable dynamodb:PutItem',
    'lambda-002 conditional',
  ],
  [
    'PassExistingRoleToNewLambdaThenTriggerWithExistingDynamo',
    'iam:PassRole lambda:CreateFunction lambda:CreateEventSourceMapping',
    'lambda-002 conditional',
  ],
  ['PassExistingRoleToNewGlueDevEndpoint', 'iam:PassRole glue:CreateDevEndpoint', 'glue-001 open'],
  ['PassExistingRoleToCloudFormation', 'iam:PassRole cloudformation:CreateStack', 'cloudformation-001 open'],
  // A pipeline without a definition, and which nobody starts, runs nothing: three actions are needed.
  ['PassExistingRoleToNewDataPipeline', 'iam:PassRole datapipeline:CreatePipeline', undefined],
  [
    'PassExistingRoleToNewDataPipeline, started',
    'iam:PassRole datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline',
    'datapipeline-001 open',
  ],
  ['UpdateExistingGlueDevEndpoint', 'glue:UpdateDevEndpoint', 'glue-002 conditional'],
  ['EditExistingLambdaFunctionWithRole', 'lambda:UpdateFunctionCode', 'lambda-003 conditional'],
  [
    'AccessExistingBedrockCodeInterpreterSession',
    'bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter',
    'bedrock-002 conditional',
  ],
  [
    'ExecuteCloudFormationChangeSet',
    'cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet',
    'cloudformation-005 conditional',
  ],
  [
    'ModifyEC2InstanceUserDataThenRestart',
    'ec2:ModifyInstanceAttribute ec2:StopInstances ec2:StartInstances',
    'ec2-002 conditional',
  ],
  [
    'ModifyExistingEC2LaunchTemplate',
    'ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate',
    'ec2-004 conditional',
  ],
  [
    'EC2InstanceConnectSendSSHPublicKey',
    'ec2-instance-connect:SendSSHPublicKey ec2:DescribeInstances',
    'ec2instanceconnect-003 conditional',
  ],
  ['ECSExecuteCommandOnRunningTask', 'ecs:ExecuteCommand ecs:DescribeTasks', 'ecs-006 conditional'],
  ['UpdateAndInvokeLambdaFunction', 'lambda:UpdateFunctionCode lambda:InvokeFunction', 'lambda-004 conditional'],
  ['UpdateLambdaFunctionAndAddPermission', 'lambda:UpdateFunctionCode lambda:AddPermission', 'lambda-005 conditional'],
  ['CreatePresignedSageMakerNotebookUrl', 'sagemaker:CreatePresignedNotebookInstanceUrl', 'sagemaker-004 conditional'],
  [
    'UpdateSageMakerNotebookLifecycleConfig',
    'sagemaker:CreateNotebookInstanceLifecycleConfig sagemaker:StopNotebookInstance sagemaker:UpdateNotebookInstance sagemaker:StartNotebookInstance',
    'sagemaker-005 conditional',
  ],
  ['PassExistingRoleToNewAppRunnerService', 'iam:PassRole apprunner:CreateService', 'apprunner-001 open'],
  [
    'PassExistingRoleToNewBedrockCodeInterpreter',
    'iam:PassRole bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter',
    'bedrock-001 open',
  ],
  [
    'PassExistingRoleToNewCloudFormationStackSet',
    'iam:PassRole cloudformation:CreateStackSet cloudformation:CreateStackInstances',
    'cloudformation-003 open',
  ],
  [
    'PassRoleToUpdateCloudFormationStackSet',
    'iam:PassRole cloudformation:UpdateStackSet',
    'cloudformation-004 conditional',
  ],
  [
    'PassExistingRoleToNewCodeBuildProjectThenBuild',
    'iam:PassRole codebuild:CreateProject codebuild:StartBuild',
    'codebuild-001 open',
  ],
  [
    'PassExistingRoleToNewCodeBuildProjectThenBuildBatch',
    'iam:PassRole codebuild:CreateProject codebuild:StartBuildBatch',
    'codebuild-004 open',
  ],
  ['PassExistingRoleToNewEC2SpotInstance', 'iam:PassRole ec2:RequestSpotInstances', 'ec2-003 open'],
  [
    'PassExistingRoleToNewECSClusterServiceTask',
    'iam:PassRole ecs:CreateCluster ecs:RegisterTaskDefinition ecs:CreateService',
    'ecs-001 open',
  ],
  [
    'PassExistingRoleToNewECSClusterRunTask',
    'iam:PassRole ecs:CreateCluster ecs:RegisterTaskDefinition ecs:RunTask',
    'ecs-002 open',
  ],
  [
    'PassExistingRoleToNewECSService',
    'iam:PassRole ecs:RegisterTaskDefinition ecs:CreateService',
    'ecs-003 conditional',
  ],
  [
    'PassExistingRoleToNewECSTaskViaRunTask',
    'iam:PassRole ecs:RegisterTaskDefinition ecs:RunTask',
    'ecs-004 conditional',
  ],
  [
    'PassExistingRoleToNewECSTaskViaStartTask',
    'iam:PassRole ecs:RegisterTaskDefinition ecs:StartTask',
    'ecs-005 conditional',
  ],
  ['PassExistingRoleToNewGlueJobThenRun', 'iam:PassRole glue:CreateJob glue:StartJobRun', 'glue-003 open'],
  ['PassExistingRoleToNewGlueJobViaTrigger', 'iam:PassRole glue:CreateJob glue:CreateTrigger', 'glue-004 open'],
  ['PassExistingRoleToUpdatedGlueJobThenRun', 'iam:PassRole glue:UpdateJob glue:StartJobRun', 'glue-005 conditional'],
  [
    'PassExistingRoleToUpdatedGlueJobViaTrigger',
    'iam:PassRole glue:UpdateJob glue:CreateTrigger',
    'glue-006 conditional',
  ],
  [
    'PassExistingRoleToNewLambdaThenAddPermission',
    'iam:PassRole lambda:CreateFunction lambda:AddPermission',
    'lambda-006 open',
  ],
  [
    'PassExistingRoleToNewSageMakerNotebookInstance',
    'iam:PassRole sagemaker:CreateNotebookInstance',
    'sagemaker-001 open',
  ],
  ['PassExistingRoleToNewSageMakerTrainingJob', 'iam:PassRole sagemaker:CreateTrainingJob', 'sagemaker-002 open'],
  ['PassExistingRoleToNewSageMakerProcessingJob', 'iam:PassRole sagemaker:CreateProcessingJob', 'sagemaker-003 open'],
  ['CreateAndRotateAccessKey', 'iam:CreateAccessKey iam:DeleteAccessKey', 'iam-003 open'],
  ['AttachUserPolicyThenCreateAccessKey', 'iam:AttachUserPolicy iam:CreateAccessKey', 'iam-015 open'],
  ['CreatePolicyVersionThenAssumeRole', 'iam:CreatePolicyVersion sts:AssumeRole', 'iam-016 open'],
  ['PutUserPolicyThenCreateAccessKey', 'iam:PutUserPolicy iam:CreateAccessKey', 'iam-018 open'],
  ['AttachRolePolicyThenUpdateAssumeRolePolicy', 'iam:AttachRolePolicy iam:UpdateAssumeRolePolicy', 'iam-019 open'],
  [
    'CreatePolicyVersionThenUpdateAssumeRolePolicy',
    'iam:CreatePolicyVersion iam:UpdateAssumeRolePolicy',
    'iam-020 open',
  ],
  ['PutRolePolicyThenUpdateAssumeRolePolicy', 'iam:PutRolePolicy iam:UpdateAssumeRolePolicy', 'iam-021 open'],
]

describe('methods', () => {
  const services = [
    'bedrock-agentcore',
    'build.apprunner',
    'cloudformation',
    'codebuild',
    'datapipeline',
    'ec2',
    'ecs',
    'ecs-tasks',
    'glue',
    'lambda',
    'sagemaker',
    'tasks.apprunner',
  ]
  const ROOT = awsTrust([`arn:aws:iam::${ACCOUNT}:root`])
  const all = grants(allow('*'))
  const versions = [
    { versionId: 'v1', isDefault: true, document: allow('s3:GetObject') },
    { versionId: 'v2', isDefault: false, document: allow('*') },
  ]
  const policy = managedPolicy({ name: 'Own', versions })
  const attached = [{ arn: policy.arn, name: policy.name }]
  const targets = [
    ...services.map((service) =>
      role({
        name: `for-${service}`,
        trustPolicy: serviceTrust(`${service}.amazonaws.com`),
        grants: all,
        instanceProfiles: [{ arn: `arn:aws:iam::${ACCOUNT}:instance-profile/p`, name: 'p' }],
      }),
    ),
    role({ name: 'admin', trustPolicy: ROOT, grants: all }),
    role({ name: 'plain', trustPolicy: ROOT, grants: { ...grants(), attachedPolicies: attached } }),
  ]
  const others = [user({ name: 'boss', grants: known(all) }), user({ name: 'clerk' })]
  const groups = [group({ name: 'admins', grants: all }), group({ name: 'own', grants: grants(allow('s3:GetObject')) })]

  test.each(METHODS.map(([method, actions, ours, holder = 'user']) => ({ method, actions, ours, holder })))(
    '$method: $ours',
    ({ actions, ours, holder }) => {
      const held = { ...grants(allow(...actions.split(' '))), attachedPolicies: attached }
      const alice = user({ grants: known(held), groupNames: known(['own']) })
      const own = role({ name: 'own', grants: held })
      const facts = account({
        users: known([alice, ...others]),
        groups: known(groups),
        roles: known([own, ...targets]),
        policies: known([policy]),
      })
      const found = escalationsOf(holder === 'user' ? alice : own, facts)
      const ways = found.state === 'known' ? found.value.map(({ path, kind }) => `${path.id} ${kind}`) : []
      if (ours === undefined) expect(ways).toEqual([])
      else expect(ways).toContain(ours)
    },
  )

  test('what needs several actions is not found by some of them', () => {
    const alice = user({ grants: known(grants(allow('iam:PassRole', 'lambda:CreateFunction'))) })
    const found = escalationsOf(alice, account({ users: known([alice, ...others]), roles: known(targets) }))
    expect(found.state === 'known' && found.value).toEqual([])
  })
})

describe('who can come in', () => {
  const trusting = (principal: JsonValue, actions: JsonValue = 'sts:AssumeRole') =>
    role({
      trustPolicy: parsePolicyDocument(
        { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: principal, Action: actions } },
        'trust',
      ),
    })
  const OTHER = { AWS: 'arn:aws:iam::012345678910:root' }
  const other = { kind: 'account', accountId: '012345678910' }

  test.each<readonly [string, JsonValue, JsonValue, readonly object[]]>([
    // Theirs reads who is named; nobody comes in by an action that is not one of assuming a role.
    ['an account, for another action: its root', OTHER, ['rds:*'], []],
    ['a provider, for another action: accounts.google.com', { Federated: 'accounts.google.com' }, ['rds:*'], []],
    // Theirs counts services that compute; ours every service.
    [
      'containers and an account: ecs-tasks',
      { Service: 'ecs-tasks.amazonaws.com', ...OTHER },
      ['sts:AssumeRole'],
      [other, { kind: 'service', service: 'ecs-tasks.amazonaws.com' }],
    ],
    [
      'another service: none',
      { Service: ['somethingelse.amazonaws.com'] },
      ['sts:AssumeRole'],
      [{ kind: 'service', service: 'somethingelse.amazonaws.com' }],
    ],
    ['no action: none', { Service: ['somethingelse.amazonaws.com'] }, [], []],
  ])('%s', (_what, principal, actions, ours) => {
    expect(trustGrantsOf(trusting(principal, actions)).map(({ party }) => party)).toEqual(ours)
  })
})
