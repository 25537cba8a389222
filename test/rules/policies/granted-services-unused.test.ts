import { known, unknownFact } from '#shared/facts/known.ts'
import type { ServiceLastAccess } from '#shared/facts/last-accessed.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { grantedServicesUnused } from '#shared/rules/policies/granted-services-unused.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, allow, at, owner } from '#test/support/facts.ts'
import { inlineOfRole, inlineOfUser, SERVICE_LINKED } from '#test/support/policies.ts'

const lastUsed = (iso?: string): ServiceLastAccess => ({
  ...(iso !== undefined && { at: at(iso) }),
  actions: new Map(),
})
const ALICE = owner('alice').arn
const REPORTED = at('2026-04-01')

const withReport = (
  facts: AccountFacts,
  services: Readonly<Record<string, ServiceLastAccess>>,
  principalArn = ALICE,
): AccountFacts => ({
  ...facts,
  lastAccessed: known({
    reports: [
      {
        file: 'service-last-accessed/x.json',
        principalArn,
        generatedAt: REPORTED,
        services: new Map(Object.entries(services)),
      },
    ],
    failures: new Map(),
  }),
})
const s3 = inlineOfUser(allow('s3:GetObject', 'sqs:SendMessage'))
const many = inlineOfUser(allow('s3:*', 'sqs:*', 'sns:*', 'ec2:*', 'kms:*', 'ssm:*'))
const young = inlineOfUser(allow('s3:GetObject'), { createdAt: known(at('2026-01-01')) })

describeRule(grantedServicesUnused, {
  now: '2026-04-20',
  pass: [
    [
      'used on the last day within the limit',
      withReport(s3, { s3: lastUsed('2026-01-01'), sqs: lastUsed('2026-03-31') }),
    ],
    [
      'of IAM only iam:PassRole, of which no report tells',
      withReport(inlineOfUser(allow('s3:GetObject', 'iam:PassRole')), { s3: lastUsed('2026-03-31'), iam: lastUsed() }),
    ],
    ['what is unused is not granted any more', withReport(s3, { s3: lastUsed('2026-03-31'), ec2: lastUsed() })],
  ],
  fail: [
    [
      'used a moment before the limit, counted to the report and not to the audit',
      withReport(s3, { s3: lastUsed('2025-12-31T23:59:59Z'), sqs: lastUsed('2026-03-31') }),
      'User alice has not used 1 of the 2 services that its policies allow for more than 90 days: s3.',
    ],
    [
      'never used',
      withReport(s3, { s3: lastUsed('2026-03-31'), sqs: lastUsed() }),
      'User alice has not used 1 of the 2 services that its policies allow for more than 90 days: sqs.',
    ],
    [
      'many',
      withReport(many, {
        s3: lastUsed('2026-03-31'),
        sqs: lastUsed(),
        sns: lastUsed(),
        ec2: lastUsed(),
        kms: lastUsed(),
        ssm: lastUsed(),
      }),
      'User alice has not used 5 of the 6 services that its policies allow for more than 90 days: ec2, kms, sns, sqs and 1 more.',
    ],
  ],
  unknown: [
    ['IAM was not asked', account({ lastAccessed: unknownFact('not asked') }), 'not asked'],
    [
      'IAM did not answer',
      { ...s3, lastAccessed: known({ reports: [], failures: new Map([[ALICE, 'iam:X failed: denied']]) }) },
      'iam:X failed: denied',
    ],
    [
      'when the user was made is not told',
      withReport(inlineOfUser(allow('s3:GetObject'), { createdAt: unknownFact('?') }), { s3: lastUsed() }),
      'when the user was made is not told',
    ],
  ],
  notApplicable: [
    ['a user who is as old as the limit', withReport(young, { s3: lastUsed() })],
    ['an administrator', withReport(inlineOfUser(allow('*')), { s3: lastUsed() })],
    ['of whom IAM was not asked', withReport(s3, { s3: lastUsed() }, owner('bob').arn)],
    [
      'trap 13: service-linked',
      withReport(
        inlineOfRole(allow('s3:GetObject'), { path: SERVICE_LINKED }),
        { s3: lastUsed() },
        'arn:aws:iam::111111111111:role/app',
      ),
    ],
  ],
})
