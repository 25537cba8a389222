import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { detailsFile, rootRow, type Row, userDetail, userRow } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import {
  groupDetail,
  ofReport,
  ofUserDetail,
  password,
  POLICY1,
  policyDetail,
  policyOf,
} from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on administrators and what users hold (prowler-cloud/prowler, tests/providers/aws/services/iam;
// Apache-2.0; the facts in our words), with its verdict and ours.

const ADMIN_MFA = ['administrator-without-mfa']
const ADMINISTRATOR = { PolicyName: 'AdministratorAccess', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }
const administratorPolicy = policyDetail(policyOf({ Effect: 'Allow', Action: '*', Resource: '*' }), {
  PolicyName: 'AdministratorAccess',
  PolicyId: 'ANPAIWMBCKSKIEE64ZLYK',
  Arn: ADMINISTRATOR.PolicyArn,
})
const logsPolicy = policyDetail(policyOf({ Effect: 'Allow', Action: 'logs:CreateLogGroup', Resource: '*' }))
const ofGroup = (attached: readonly object[], members: Readonly<Record<string, Row>>): readonly EvidenceFile[] => [
  ...ofReport(rootRow(), ...Object.entries(members).map(([name, row]) => userRow(name, row))),
  detailsFile({
    GroupDetailList: [groupDetail({ AttachedManagedPolicies: attached })],
    UserDetailList: Object.keys(members).map((name) => userDetail(name, { GroupList: ['test-group'] })),
    Policies: [administratorPolicy, logsPolicy],
  }),
]

describePeer('iam_administrator_access_with_mfa', byRules(ADMIN_MFA), [
  ['a group without policies', 'PASS', ofGroup([], {}), []],
  ['a group of no administrators', 'PASS', ofGroup([POLICY1], { 'test-user': password() }), []],
  ['a group of administrators without members', 'PASS', ofGroup([ADMINISTRATOR], {}), []],
  ['a member without MFA', 'FAIL', ofGroup([ADMINISTRATOR], { 'user-test': password() }), ADMIN_MFA],
  [
    'a member without MFA beside one with',
    'FAIL',
    ofGroup([POLICY1, ADMINISTRATOR], { 'user-no-mfa': password(), 'user-mfa': password({ mfa_active: 'true' }) }),
    ADMIN_MFA,
  ],
  [
    'a member without MFA and without password',
    'FAIL',
    ofGroup([ADMINISTRATOR], { 'user-test': {} }),
    [],
    'Nobody signs in as it; a key of it is judged by powerful-key-without-mfa.',
  ],
])

const DIRECT = ['policy-attached-to-user']
const inline = {
  PolicyName: 'policy1',
  PolicyDocument: policyOf({ Effect: 'Allow', Action: 'logs:CreateLogGroup', Resource: '*' }),
}
describePeer('iam_policy_attached_only_to_group_or_roles', byRules(DIRECT), [
  ['attached', 'FAIL', ofUserDetail({ AttachedManagedPolicies: [POLICY1] }, logsPolicy), DIRECT],
  [
    'attached and inline',
    'FAIL',
    ofUserDetail({ AttachedManagedPolicies: [POLICY1], UserPolicyList: [inline] }, logsPolicy),
    DIRECT,
  ],
  ['inline', 'FAIL', ofUserDetail({ UserPolicyList: [inline] }, logsPolicy), DIRECT],
  ['neither', 'PASS', ofUserDetail({}, logsPolicy), []],
])
