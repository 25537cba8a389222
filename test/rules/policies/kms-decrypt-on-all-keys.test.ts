import { kmsDecryptOnAllKeys } from '#shared/rules/policies/kms-decrypt-on-all-keys.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { allow, document } from '#test/support/facts.ts'
import { inlineOfUser, managed, unreadable } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

describeRule(kmsDecryptOnAllKeys, {
  now: '2026-04-01',
  pass: [
    ['another action', managed(allow('s3:GetObject'))],
    [
      'one resource',
      managed(document({ actions: ['kms:Decrypt'], resources: ['arn:aws:kms:eu-central-1:111111111111:key/1'] })),
    ],
    [
      'trap 18: denied in the same document',
      managed(document({ actions: ['kms:Decrypt'] }, { effect: 'Deny', actions: ['kms:Decrypt'] })),
    ],
    [
      'denied on every key, by ARN',
      managed(
        document(
          { actions: ['kms:Decrypt'] },
          { effect: 'Deny', actions: ['kms:*'], resources: ['arn:aws:kms:*:111111111111:key/*'] },
        ),
      ),
    ],
  ],
  fail: [
    ['on *', managed(allow('kms:Decrypt')), 'Policy AppPolicy allows kms:Decrypt on every key (Statement[0]).'],
    [
      'inline',
      inlineOfUser(allow('kms:Decrypt')),
      'Inline policy own of user alice allows kms:Decrypt on every key (Statement[0]).',
    ],
    [
      'denied on one key',
      managed(
        document(
          { actions: ['kms:Decrypt'] },
          { effect: 'Deny', actions: ['kms:*'], resources: ['arn:aws:kms:eu-central-1:111111111111:key/1'] },
        ),
      ),
      'Policy AppPolicy allows kms:Decrypt on every key (Statement[0]).',
    ],
    [
      'denied under a condition',
      managed(
        document(
          { actions: ['kms:Decrypt'] },
          {
            effect: 'Deny',
            actions: ['kms:Decrypt'],
            resources: ['arn:aws:kms:*:111111111111:key/*'],
            conditions: [when('Bool', 'aws:MultiFactorAuthPresent', 'true')],
          },
        ),
      ),
      'Policy AppPolicy allows kms:Decrypt on every key (Statement[0]).',
    ],
    [
      'by ARN',
      managed(
        document({ actions: ['kms:Decrypt', 'kms:ReEncrypt*'], resources: ['arn:aws:kms:*:111111111111:key/*'] }),
      ),
      'Policy AppPolicy allows kms:Decrypt, kms:ReEncryptFrom on every key (Statement[0]).',
    ],
  ],
  unknown: [['unreadable', managed(unreadable), 'Policy AppPolicy: The policy is not JSON.']],
  notApplicable: [
    [
      'trap 18: under a condition',
      managed(document({ actions: ['kms:Decrypt'], conditions: [when('Bool', 'aws:MultiFactorAuthPresent', 'true')] })),
    ],
    ['everything is a finding of its own', managed(allow('*'))],
  ],
})
