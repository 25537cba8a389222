import type { JsonObject } from '#shared/facts/json.ts'
import { ID } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { ofDetails, ofStatements } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on conditions that ask for MFA (prowler-cloud/prowler, tests/providers/aws/services/iam; Apache-2.0;
// the facts in our words), with its verdict and ours.

const MISSES = ['policy-invalid']
const PRESENT = 'aws:MultiFactorAuthPresent'
const passing = (condition?: JsonObject) =>
  ofStatements({
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: `arn:aws:iam::${ID}:role/ecs`,
    ...(condition && { Condition: condition }),
  })
const NOT_ASKED =
  'Which actions need MFA is for each account to say; what is asked for is held to ask for it. Who is strong without MFA: administrator-without-mfa, powerful-key-without-mfa.'

describePeer('iam_policy_sensitive_actions_require_mfa_condition', byRules(MISSES), [
  [
    'no sensitive action',
    'PASS',
    ofStatements({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::example-bucket/*' }),
    [],
  ],
  ['no condition', 'FAIL', passing(), [], NOT_ASKED],
  ['Bool', 'PASS', passing({ Bool: { [PRESENT]: 'true' } }), []],
  ['in other letters', 'PASS', passing({ Bool: { 'aws:multifactorauthpresent': 'true' } }), []],
  ['only without MFA', 'FAIL', passing({ Bool: { [PRESENT]: 'false' } }), MISSES],
  ['BoolIfExists', 'FAIL', passing({ BoolIfExists: { [PRESENT]: 'true' } }), MISSES],
  ['with and without', 'FAIL', passing({ Bool: { [PRESENT]: ['true', 'false'] } }), MISSES],
  [
    'StringEquals',
    'FAIL',
    passing({ StringEquals: { [PRESENT]: 'true' } }),
    [],
    'It compares the same texts, and a request without the key does not meet it.',
  ],
  ['denied', 'PASS', ofStatements({ Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }), []],
  ['no policies', 'none', ofDetails({}), []],
])
