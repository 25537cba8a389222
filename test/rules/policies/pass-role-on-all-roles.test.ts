import { passRoleOnAllRoles } from '#shared/rules/policies/pass-role-on-all-roles.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, allow, document } from '#test/support/facts.ts'
import { inlineOfRole, managed, SERVICE_LINKED, unreadable } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

const passing = (resources: readonly string[], ...conditions: readonly ReturnType<typeof when>[]) =>
  managed(document({ actions: ['iam:PassRole'], resources, conditions }))
const message = 'Policy AppPolicy allows iam:PassRole on every role (Statement[0]).'
const unnamed =
  'Policy AppPolicy allows iam:PassRole on every role under conditions that do not name the service (Statement[0]).'

describeRule(passRoleOnAllRoles, {
  now: '2026-04-01',
  pass: [
    ['one role', passing([`arn:aws:iam::${ACCOUNT}:role/app`])],
    ['roles of a path', passing([`arn:aws:iam::${ACCOUNT}:role/app/*`])],
    [
      'trap 18: every role, to one service',
      passing(['*'], when('StringEquals', 'iam:PassedToService', 'lambda.amazonaws.com')),
    ],
    [
      'every role, to one service if there is one, and there must be one',
      passing(
        ['*'],
        when('StringEqualsIfExists', 'iam:PassedToService', 'lambda.amazonaws.com'),
        when('Null', 'iam:PassedToService', 'false'),
      ),
    ],
    ['trap 18: denied', managed(document({ actions: ['iam:PassRole'] }, { effect: 'Deny', actions: ['iam:*'] }))],
  ],
  fail: [
    ['*', passing(['*']), message],
    ['every role by its ARN', passing([`arn:aws:iam::${ACCOUNT}:role/*`]), message],
    ['every role of every account', passing(['arn:aws:iam::*:role/*']), message],
    ['by a wildcard in the action', managed(allow('iam:Pass*')), message],
    [
      'all but one',
      managed(document({ actions: ['iam:PassRole'], notResources: [`arn:aws:iam::${ACCOUNT}:role/admin`] })),
      message,
    ],
    ['to every service', passing(['*'], when('StringLike', 'iam:PassedToService', '*')), unnamed],
    [
      'to every service, by its domain',
      passing(['*'], when('StringLike', 'iam:PassedToService', '*.amazonaws.com')),
      unnamed,
    ],
    [
      'to one service, or without a service',
      passing(['*'], when('ForAllValues:StringEquals', 'iam:PassedToService', 'lambda.amazonaws.com')),
      unnamed,
    ],
    ['to a service, whichever', passing(['*'], when('Null', 'iam:PassedToService', 'false')), unnamed],
  ],
  unknown: [['unreadable', managed(unreadable), 'Policy AppPolicy: The policy is not JSON.']],
  notApplicable: [
    ['everything is a finding of its own', managed(allow('*'))],
    ['trap 13: service-linked', inlineOfRole(allow('iam:PassRole'), { path: SERVICE_LINKED })],
  ],
})
