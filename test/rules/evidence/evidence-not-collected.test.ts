import type { EvidenceName, EvidenceSource } from '#shared/facts/evidence-source.ts'
import { known } from '#shared/facts/known.ts'
import { evidenceNotCollected } from '#shared/rules/evidence/evidence-not-collected.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account } from '#test/support/facts.ts'

const withSources = (...sources: readonly (readonly [EvidenceName, EvidenceSource])[]) =>
  account({ sources: new Map(sources) })
const inOrganization = (managementAccountId: string) =>
  known({ id: 'o-1', arn: 'arn', managementAccountId, allFeatures: true })
const denied = (call: string): EvidenceSource => ({ state: 'failed', call, reason: `${call}: AccessDenied` })

describeRule(evidenceNotCollected, {
  now: '2026-04-01',
  pass: [
    ['nothing lost', withSources(['access-keys', { state: 'read', file: 'access-keys.json' }])],
    [
      'what nobody tried is said by each rule',
      withSources(['trails', { state: 'missing', reason: 'not in the folder' }]),
    ],
    [
      'a member is told nothing of its organization',
      account({
        organization: inOrganization('222222222222'),
        sources: new Map([['organizations-features', denied('iam:ListOrganizationsFeatures')]]),
      }),
    ],
    ['the report has a rule of its own', withSources(['credential-report', denied('iam:GetCredentialReport')])],
  ],
  fail: [
    [
      'the management account has to be told',
      account({
        organization: inOrganization(ACCOUNT),
        sources: new Map([['organizations-features', denied('iam:ListOrganizationsFeatures')]]),
      }),
      '1 part of the evidence could not be collected or read: organizations-features (iam:ListOrganizationsFeatures).',
    ],
    [
      'trap 25: a denied call',
      withSources(['access-keys', denied('iam:ListAccessKeys')]),
      '1 part of the evidence could not be collected or read: access-keys (iam:ListAccessKeys).',
    ],
    [
      'row 28: paging cut short, and a broken file, in order of their names',
      withSources(
        ['trails', { state: 'unreadable', file: 'trails.json', reason: 'not JSON' }],
        ['account-authorization-details', denied('iam:GetAccountAuthorizationDetails')],
      ),
      '2 parts of the evidence could not be collected or read: account-authorization-details (iam:GetAccountAuthorizationDetails), trails (trails.json could not be read).',
    ],
    [
      'no more than five are named',
      withSources(
        ['alarms', denied('a')],
        ['metric-filters', denied('b')],
        ['mfa-devices', denied('c')],
        ['roles', denied('d')],
        ['trails', denied('e')],
        ['organization', denied('f')],
      ),
      '6 parts of the evidence could not be collected or read: alarms (a), metric-filters (b), mfa-devices (c), organization (f), roles (d) and 1 more.',
    ],
  ],
})
