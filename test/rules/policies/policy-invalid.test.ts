import { expect, test } from 'vitest'
import { parsePolicyDocument } from '#shared/evidence/policy-document.ts'
import { unknownFact } from '#shared/facts/known.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { policyInvalid } from '#shared/rules/policies/policy-invalid.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, accountWithRoles, allow, at, document, role } from '#test/support/facts.ts'
import { inlineOfUser, managed, unreadable } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

const trusted = (principal: Readonly<Record<string, string>>): PolicyDocument =>
  parsePolicyDocument(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }],
    }),
    'trust',
  )

const dated = (version: string): PolicyDocument => {
  const made = allow('s3:GetObject')
  if (made.state !== 'parsed') return made
  const json = { ...(made.json as object), Version: version }
  return { ...made, version, json, text: JSON.stringify(json) }
}

describeRule(policyInvalid, {
  now: '2026-04-01',
  pass: [
    ['a good one', managed(allow('s3:GetObject'))],
    ['what gives too much is well written', managed(document({ actions: ['iam:PassRole'] }))],
    ['a trust policy', accountWithRoles(role({ trustPolicy: trusted({ Service: 'lambda.amazonaws.com' }) }))],
  ],
  fail: [
    ['row 30: not JSON', managed(unreadable), 'Policy AppPolicy: The document cannot be read: The policy is not JSON.'],
    [
      'the date in place of the version',
      managed(dated('2024-02-01')),
      'Policy AppPolicy: Version "2024-02-01" does not exist: it is the language\'s version and not the document\'s date. Write "2012-10-17".',
    ],
    [
      'an action that does not exist',
      inlineOfUser(allow('s3:GetObjekt')),
      'Inline policy own of user alice: Statement[0].Action[0]: Action "s3:GetObjekt" does not exist. Write "s3:GetObject".',
    ],
    [
      'a condition key that does not exist',
      managed(document({ actions: ['s3:GetObject'], conditions: [when('StringEquals', 'aws:SourceIpp', 'x')] })),
      'Policy AppPolicy: Statement[0].Condition.StringEquals.aws:SourceIpp: Condition key "aws:SourceIpp" does not exist.',
    ],
    [
      'two issues',
      managed(allow('s3:GetObjekt', 's3:PutObjekt')),
      'Policy AppPolicy: Statement[0].Action[0]: Action "s3:GetObjekt" does not exist. Write "s3:GetObject". There is 1 more issue.',
    ],
    [
      'a trust policy that names nobody that can be',
      accountWithRoles(role({ trustPolicy: trusted({ AWS: 'alice' }) })),
      'Trust policy of role app: Statement[0].Principal.AWS[0]: "alice" is no account, user, role or session.',
    ],
  ],
  unknown: [
    [
      'policies not read',
      account({
        policies: unknownFact('no details'),
        users: unknownFact('no details'),
        groups: unknownFact('no details'),
        roles: unknownFact('no details'),
      }),
      'no details',
    ],
  ],
  notApplicable: [['AWS’s own', managed(allow('s3:GetObjekt'), { managedBy: 'aws' })]],
})

test('errors weigh more than warnings and advice', () => {
  const severityOf = (body: PolicyDocument) => {
    const [evaluation] = policyInvalid.run(managed(body), {
      now: at('2026-04-01'),
      configuration: defaultConfiguration,
    })
    return evaluation?.outcome.status === 'fail' ? evaluation.outcome.severity : evaluation?.outcome.status
  }
  expect(severityOf(dated('2024-02-01'))).toBe('medium')
  expect(
    severityOf(
      document({ actions: ['s3:GetObject'], conditions: [when('ForAllValues:StringEquals', 'aws:TagKeys', 'a')] }),
    ),
  ).toBe('low')
})

test('where the whole file is missing it is said once', () => {
  const missing = unknownFact('no details')
  const facts = account({ policies: missing, users: missing, groups: missing, roles: missing })
  expect(policyInvalid.run(facts, { now: at('2026-04-01'), configuration: defaultConfiguration })).toHaveLength(1)
})
