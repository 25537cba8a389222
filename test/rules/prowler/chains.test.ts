import type { JsonValue } from '#shared/facts/json.ts'
import { ID } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { ofDetails, policyOf, roleDetail } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on roles that lead to stronger ones (prowler-cloud/prowler, tests/providers/aws/services/iam;
// Apache-2.0; the facts in our words), with its verdict and ours.

const CHAIN = ['principal-can-escalate']
const OWN_TRUST = policyOf({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ID}:root` }, Action: 'sts:AssumeRole' })
const arnOf = (name: string): string => `arn:aws:iam::${ID}:role/${name}`
const role = (name: string, trust: JsonValue, action?: JsonValue, resource: JsonValue = '*'): object =>
  roleDetail(trust, {
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Arn: arnOf(name),
    RolePolicyList:
      action === undefined
        ? []
        : [
            {
              PolicyName: 'own',
              PolicyDocument: policyOf({ Effect: 'Allow', Action: action, Resource: resource }),
            },
          ],
  })
const ofRoles = (...roles: readonly object[]) => ofDetails({ RoleDetailList: roles })

describePeer('iam_role_chained_privilege_escalation', byRules(CHAIN), [
  ['no roles', 'none', ofRoles(), []],
  ['a role that only lists', 'PASS', ofRoles(role('safe', OWN_TRUST, ['s3:ListBucket'])), []],
  [
    'a role that may assume a stronger one',
    'FAIL',
    ofRoles(
      role('target', OWN_TRUST, ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion']),
      role('source', OWN_TRUST, 'sts:AssumeRole', arnOf('target')),
    ),
    CHAIN,
  ],
  [
    'a stronger role that trusts a role by name',
    'FAIL',
    ofRoles(
      role('app', OWN_TRUST),
      role(
        'admin',
        policyOf({ Effect: 'Allow', Principal: { AWS: arnOf('app') }, Action: 'sts:AssumeRole' }),
        'iam:CreatePolicyVersion',
      ),
    ),
    CHAIN,
  ],
])
