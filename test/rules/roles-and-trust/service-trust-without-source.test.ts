import { expect, test } from 'vitest'
import { serviceTrustWithoutSource } from '#shared/rules/roles-and-trust/service-trust-without-source.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, accountWithRoles, at, role, serviceTrust } from '#test/support/facts.ts'
import { trust, unreadableTrust, when } from '#test/support/trusts.ts'

const states = (...conditions: readonly ReturnType<typeof when>[]) =>
  accountWithRoles(role({ trustPolicy: trust({ service: ['states.amazonaws.com'] }, ...conditions) }))
const message = (service: string) =>
  `Role app trusts ${service} without aws:SourceAccount, aws:SourceArn, aws:SourceOrgID or aws:SourceOrgPaths.`

describeRule(serviceTrustWithoutSource, {
  now: '2026-04-01',
  pass: [
    ['by account', states(when('StringEquals', 'aws:SourceAccount', ACCOUNT))],
    ['by ARN', states(when('ArnLike', 'aws:SourceArn', `arn:aws:states:*:${ACCOUNT}:stateMachine:*`))],
    [
      'if it is told, and it must be told',
      states(when('StringEqualsIfExists', 'aws:SourceAccount', ACCOUNT), when('Null', 'aws:SourceAccount', 'false')),
    ],
    [
      'IAM Roles Anywhere by a trust anchor',
      accountWithRoles(
        role({
          trustPolicy: trust(
            { service: ['rolesanywhere.amazonaws.com'] },
            when('ArnEquals', 'aws:SourceArn', `arn:aws:rolesanywhere:eu-central-1:${ACCOUNT}:trust-anchor/1`),
          ),
        }),
      ),
    ],
    ['trap 20: by the organization', states(when('StringEquals', 'aws:SourceOrgID', 'o-1'))],
    ['trap 20: by a part of the organization', states(when('ForAnyValue:StringLike', 'aws:SourceOrgPaths', 'o-1/*'))],
  ],
  fail: [
    ['unbound', states(), message('states.amazonaws.com')],
    [
      'any account is bound to nothing',
      states(when('StringLike', 'aws:SourceAccount', '*')),
      message('states.amazonaws.com'),
    ],
    [
      'a part of an account id',
      states(when('StringLike', 'aws:SourceAccount', '1111*')),
      message('states.amazonaws.com'),
    ],
    [
      'IAM Roles Anywhere by a name that a certificate of any trust anchor may bear',
      accountWithRoles(
        role({
          trustPolicy: trust(
            { service: ['rolesanywhere.amazonaws.com'] },
            when('StringEquals', 'aws:PrincipalTag/x509Subject/CN', 'app'),
          ),
        }),
      ),
      message('rolesanywhere.amazonaws.com'),
    ],
    ['any organization', states(when('StringLike', 'aws:SourceOrgID', 'o-*')), message('states.amazonaws.com')],
    [
      'a bucket, whose ARN has no account',
      states(when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::uploads')),
      message('states.amazonaws.com'),
    ],
    [
      'if it is told, and another key must be told',
      states(when('StringEqualsIfExists', 'aws:SourceAccount', ACCOUNT), when('Null', 'aws:SourceArn', 'false')),
      message('states.amazonaws.com'),
    ],
    [
      'row 73: regional, and of China',
      accountWithRoles(
        role({ trustPolicy: serviceTrust('logs.eu-central-1.amazonaws.com', 'states.amazonaws.com.cn') }),
      ),
      message('logs.eu-central-1.amazonaws.com, states.amazonaws.com.cn'),
    ],
  ],
  unknown: [
    [
      'unreadable',
      accountWithRoles(role({ trustPolicy: unreadableTrust })),
      'Trust policy of role app: Its encoding is broken.',
    ],
  ],
  notApplicable: [
    ['trap 20: EC2 sends no source keys', accountWithRoles(role({ trustPolicy: serviceTrust('ec2.amazonaws.com') }))],
    ['trap 20: neither does Lambda', accountWithRoles(role({ trustPolicy: serviceTrust('lambda.amazonaws.com') }))],
    [
      'trap 13: service-linked',
      accountWithRoles(
        role({ path: '/aws-service-role/ssm.amazonaws.com/', trustPolicy: serviceTrust('ssm.amazonaws.com') }),
      ),
    ],
  ],
})

test('trap 20: the list of services can be changed', () => {
  const rules = new Map([['service-trust-without-source', { parameters: { services: ['lambda'] } }]])
  const [evaluation] = serviceTrustWithoutSource.run(accountWithRoles(role()), {
    now: at('2026-04-01'),
    configuration: { ...defaultConfiguration, rules },
  })
  expect(evaluation?.outcome).toMatchObject({ status: 'fail', message: message('lambda.amazonaws.com') })
})
