import { known, unknownFact } from '#shared/facts/known.ts'
import { workloadUsesLongLivedKey } from '#shared/rules/access-keys/workload-uses-long-lived-key.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, neverUsed, owner, password, used, user } from '#test/support/facts.ts'

const keyOf = (name: string, more: Parameters<typeof accessKey>[0], person: Parameters<typeof user>[0] = {}) =>
  accountWithUsers(user({ name, accessKeys: known([accessKey({ owner: owner(name), ...more })]), ...person }))

describeRule(workloadUsesLongLivedKey, {
  now: '2026-04-01',
  configuration: { identityClasses: [{ name: 'canary', match: [{ name: 'canary-*' }] }] },
  pass: [
    ['used a millisecond over 45 days ago', keyOf('app', { lastUsed: used('2026-02-14T23:59:59.999Z') })],
    ['never used', keyOf('app', { lastUsed: neverUsed })],
  ],
  fail: [
    [
      'trap 7: S3 has no Region, and the key is in use',
      keyOf('app', { lastUsed: used('2026-02-15', { service: 's3' }) }),
      'Access key 1 of app serves a workload (last used 2026-02-15 (s3)). Instead of it: the role of the instance, task, function or pod where it runs, or IAM Roles Anywhere if it runs outside AWS.',
    ],
    [
      'a pipeline by its service',
      keyOf('app', { lastUsed: used('2026-03-31', { service: 'ecr', region: 'eu-west-1' }) }),
      'Access key 1 of app serves a workload (last used 2026-03-31 (ecr, eu-west-1)). Instead of it: a role that the pipeline assumes through an OIDC provider of its own.',
    ],
    [
      'a pipeline by its name',
      keyOf('GitHub-Release', { lastUsed: used('2026-03-31', { service: 's3' }) }),
      'Access key 1 of GitHub-Release serves a workload (last used 2026-03-31 (s3)). Instead of it: a role that the pipeline assumes through an OIDC provider of its own.',
    ],
    [
      'a mailer',
      keyOf('ses-smtp-user.20200101', { lastUsed: used('2026-03-31', { service: 'ses' }) }),
      'Access key 1 of ses-smtp-user.20200101 serves a workload (last used 2026-03-31 (ses)). Instead of it: SMTP needs a key, the API of Amazon SES does not: send through the API with the role of the place where it runs.',
    ],
    [
      'a key that only assumes roles',
      keyOf('app', { lastUsed: used('2026-03-31', { service: 'sts', region: 'us-east-1' }) }),
      'Access key 1 of app serves a workload (last used 2026-03-31 (sts, us-east-1)). Instead of it: a first role in place of the key that only serves to assume others: the role of the instance, task, function or pod where it runs, or IAM Roles Anywhere if it runs outside AWS.',
    ],
  ],
  unknown: [
    [
      'password not told',
      keyOf('app', {}, { password: unknownFact('no report') }),
      'whether the owner has a console password is not known',
    ],
    ['last use not told', keyOf('app', { lastUsed: unknownFact('denied') }), 'denied'],
  ],
  notApplicable: [
    ['a person', keyOf('alice', {}, { password: password() })],
    ['trap 9: inactive', keyOf('app', { status: 'inactive' })],
    ['trap 24: a canary', keyOf('canary-1', {})],
  ],
})
