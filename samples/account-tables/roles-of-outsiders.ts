import { FREIGHTVIEW_ACCOUNT, SECURITY_ACCOUNT, SKYLARK_ACCOUNT, STAGING_ACCOUNT, arnOf } from './company.ts'
import { uniqueId } from '#samples/generator/identifiers.ts'
import { type SampleRole, allow, policyOf } from './table.ts'
import {
  ADFS_PROVIDER,
  GITHUB_PROVIDER,
  TERRAFORM_CLOUD_PROVIDER,
  accountTrust,
  anyoneTrust,
  oidcTrust,
  samlTrust,
} from './trust.ts'

const audience = { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' }
const deploy = policyOf(
  allow(['ecs:UpdateService', 'ecs:DescribeServices', 'ecs:RegisterTaskDefinition', 'ecr:*']),
  allow(
    ['iam:PassRole'],
    ['arn:aws:iam::123456789012:role/orders/*', 'arn:aws:iam::123456789012:role/ecs-task-execution'],
  ),
)

/** What IAM leaves in a trust policy when the user behind an ARN is deleted. */
const DELETED_USER_ID = uniqueId('AIDA', 'partner-sync/user deleted in 2023')

/** Roles that somebody outside this account may take: pipelines, other accounts, vendors, and worse. */
export const rolesOfOutsiders: readonly SampleRole[] = [
  {
    name: 'github-actions-deploy',
    created: '2023-06-05',
    inline: { deploy },
    lastUse: 'seen',
    trust: oidcTrust(GITHUB_PROVIDER, {
      StringEquals: audience,
      StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:harbourline/*' },
    }),
  },
  {
    name: 'github-actions-preview',
    created: '2023-11-13',
    inline: { deploy },
    lastUse: { at: '2026-03-24T16:30:00Z', region: 'eu-central-1' },
    trust: oidcTrust(GITHUB_PROVIDER, { StringEquals: audience }),
  },
  {
    name: 'terraform-cloud-plan',
    created: '2024-09-16',
    attached: ['aws:ReadOnlyAccess'],
    lastUse: 'seen',
    trust: oidcTrust(TERRAFORM_CLOUD_PROVIDER, {
      StringEquals: {
        'app.terraform.io:aud': 'aws.workload.identity',
        'app.terraform.io:sub': 'organization:harbourline:project:prod-eu:workspace:network:run_phase:plan',
      },
    }),
  },
  {
    name: 'corp-adfs-developer',
    created: '2019-06-17',
    trust: samlTrust(ADFS_PROVIDER),
    attached: ['DeveloperAccess'],
    lastUse: { at: '2026-10-14T08:31:00Z', region: 'eu-central-1' },
  },
  {
    name: 'corp-adfs-readonly',
    created: '2019-06-17',
    trust: samlTrust(ADFS_PROVIDER),
    attached: ['aws:ReadOnlyAccess'],
    lastUse: { at: '2025-02-03T10:12:00Z', region: 'eu-central-1' },
  },
  {
    name: 'skylark-monitoring',
    created: '2022-02-07',
    attached: ['aws:ReadOnlyAccess'],
    lastUse: 'seen',
    trust: accountTrust(arnOf('root', SKYLARK_ACCOUNT), { StringEquals: { 'sts:ExternalId': 'hl-7d41c09e-prod' } }),
  },
  {
    name: 'freightview-analytics',
    created: '2022-05-30',
    lastUse: { at: '2023-02-09T12:00:00Z', region: 'eu-west-1' },
    inline: {
      read: policyOf(
        allow(['s3:GetObject', 's3:ListBucket'], ['arn:aws:s3:::harbourline-lake', 'arn:aws:s3:::harbourline-lake/*']),
      ),
    },
    trust: accountTrust(arnOf('root', FREIGHTVIEW_ACCOUNT)),
  },
  {
    name: 'security-audit',
    created: '2021-06-21',
    attached: ['aws:SecurityAudit'],
    trust: accountTrust(arnOf('root', SECURITY_ACCOUNT)),
    lastUse: 'seen',
  },
  {
    name: 'staging-promote',
    created: '2020-01-27',
    trust: accountTrust(arnOf('role/promoter', STAGING_ACCOUNT)),
    lastUse: 'seen',
    inline: {
      images: policyOf(
        allow(['ecr:BatchGetImage', 'ecr:PutImage', 'ecr:InitiateLayerUpload', 'ecr:CompleteLayerUpload']),
      ),
    },
  },
  {
    name: 'partner-sync',
    created: '2020-10-12',
    trust: accountTrust([DELETED_USER_ID, arnOf('user/people/katrin.schulz')]),
    lastUse: { at: '2022-07-01T06:30:00Z', region: 'eu-central-1' },
    inline: { files: policyOf(allow(['s3:GetObject', 's3:PutObject'], ['arn:aws:s3:::harbourline-partner-files/*'])) },
  },
  {
    name: 'public-tracking-demo',
    created: '2022-09-26',
    trust: anyoneTrust(),
    lastUse: { at: '2022-10-04T14:00:00Z', region: 'eu-central-1' },
    inline: {
      query: policyOf(allow(['dynamodb:Query'], ['arn:aws:dynamodb:eu-central-1:123456789012:table/track-demo'])),
    },
  },
  {
    name: 'platform-admin',
    created: '2020-01-20',
    trust: accountTrust(arnOf('root')),
    attached: ['aws:AdministratorAccess'],
    maxSessionSeconds: 43_200,
    lastUse: 'seen',
  },
  {
    name: 'BreakGlassAdmin',
    path: '/break-glass/',
    created: '2023-03-01',
    attached: ['aws:AdministratorAccess'],
    lastUse: 'never',
    tags: { 'break-glass': 'true', Owner: 'claire.dubois@harbourline.example' },
    trust: accountTrust([arnOf('user/break-glass/break-glass-1'), arnOf('user/break-glass/break-glass-2')], {
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    }),
  },
  {
    name: 'dr-failover',
    created: '2021-11-29',
    attached: ['aws:PowerUserAccess'],
    lastUse: { at: '2025-11-22T09:00:00Z', region: 'eu-west-1' },
    tags: { Owner: 'marek.nowak@harbourline.example', purpose: 'yearly failover test' },
    trust: accountTrust(arnOf('root'), { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  },
]
