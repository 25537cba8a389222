import type { JsonValue } from '#shared/facts/json.ts'
import { accountFile, file, ID, userDetail } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { groupDetail, ofDetails, policyOf, roleDetail } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on policies of AWS and who has them (prowler-cloud/prowler, tests/providers/aws/services/iam;
// Apache-2.0; the facts in our words), with its verdict and ours.

const OWN_TRUST = policyOf({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ID}:root` }, Action: 'sts:AssumeRole' })
const aws = (name: string, path = ''): object => ({
  PolicyName: name,
  PolicyArn: `arn:aws:iam::aws:policy/${path}${name}`,
})
const has = (...policies: readonly object[]): object => ({ AttachedManagedPolicies: policies })
const ofRole = (policies: object, trust: JsonValue = OWN_TRUST, more: object = {}) =>
  ofDetails({ RoleDetailList: [roleDetail(trust, { ...policies, ...more })] })
const ADMINISTRATOR = ['administrator-policy-attached']
const GUARD_DUTY = { Path: '/aws-service-role/guardduty.amazonaws.com/' }

describePeer(
  'iam_(role|user|group)_administratoraccess_policy, iam_aws_attached_policy_no_administrative_privileges',
  byRules(ADMINISTRATOR),
  [
    ['no roles', 'none', ofDetails({}), []],
    ['a role without policies', 'PASS', ofRole({}), []],
    ['a role with SecurityAudit', 'PASS', ofRole(has(aws('SecurityAudit'))), []],
    [
      'a role that another account has',
      'FAIL',
      ofRole(
        has(aws('AdministratorAccess')),
        policyOf({ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::012345678910:root' }, Action: 'sts:AssumeRole' }),
      ),
      ADMINISTRATOR,
    ],
    [
      'a role that anyone has',
      'FAIL',
      ofRole(
        has(aws('AdministratorAccess')),
        policyOf({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }),
      ),
      ADMINISTRATOR,
    ],
    ['a service-linked role', 'none', ofRole(has(aws('AdministratorAccess')), OWN_TRUST, GUARD_DUTY), []],
    [
      'a user',
      'FAIL',
      ofDetails({ UserDetailList: [userDetail('test', has(aws('AdministratorAccess')))] }),
      ADMINISTRATOR,
    ],
    ['a user without', 'PASS', ofDetails({ UserDetailList: [userDetail('test')] }), []],
    ['a group', 'FAIL', ofDetails({ GroupDetailList: [groupDetail(has(aws('AdministratorAccess')))] }), ADMINISTRATOR],
    ['a group without', 'PASS', ofDetails({ GroupDetailList: [groupDetail({})] }), []],
    [
      'a policy of the account with that name',
      'none',
      ofRole(has({ PolicyName: 'AdministratorAccess', PolicyArn: `arn:aws:iam::${ID}:policy/AdministratorAccess` })),
      [],
    ],
  ],
)

const CLOUD_SHELL = ['cloudshell-full-access-attached']
const shell = has(aws('AWSCloudShellFullAccess'))

describePeer('iam_policy_cloudshell_admin_not_attached', byRules(CLOUD_SHELL), [
  ['another policy', 'PASS', ofRole(has(aws('SecurityAudit'))), []],
  ['a role', 'FAIL', ofRole(shell), CLOUD_SHELL],
  ['a user', 'FAIL', ofDetails({ UserDetailList: [userDetail('test', shell)] }), CLOUD_SHELL],
  ['a group', 'FAIL', ofDetails({ GroupDetailList: [groupDetail(shell)] }), CLOUD_SHELL],
  [
    'all three',
    'FAIL',
    ofDetails({
      RoleDetailList: [roleDetail(OWN_TRUST, shell)],
      UserDetailList: [userDetail('test', shell)],
      GroupDetailList: [groupDetail(shell)],
    }),
    CLOUD_SHELL,
  ],
  [
    'denied',
    'none',
    [accountFile({ errors: [{ call: 'iam:GetAccountAuthorizationDetails', code: 'AccessDenied', reason: 'denied' }] })],
    ['cloudshell-full-access-attached ?'],
    'Prowler is silent; what could not be asked is not assessed.',
  ],
])

const SUPPORT = ['support-role-missing']

describePeer('iam_support_role_created', byRules(SUPPORT), [
  ['nobody', 'FAIL', ofDetails({}), SUPPORT],
  ['a role', 'PASS', ofRole(has(aws('AWSSupportAccess'))), []],
  [
    'a role with the policy of the service-linked role',
    'PASS',
    ofRole(has(aws('AWSSupportServiceRolePolicy', 'aws-service-role/'))),
    SUPPORT,
    'An old test of Prowler: CIS asks for AWSSupportAccess, and IAM attaches the other to its service-linked role alone.',
  ],
])

const AUDIT = ['security-audit-role-missing']

describePeer('iam_securityaudit_role_created', byRules(AUDIT), [
  ['nobody', 'FAIL', ofDetails({}), AUDIT],
  ['a role', 'PASS', ofRole(has(aws('SecurityAudit'))), []],
])

describePeer('iam_check_saml_providers_sts', byRules(['iam-users-instead-of-federation']), [
  [
    'a provider',
    'PASS',
    [
      ...ofDetails({}),
      file('saml-providers.json', { SAMLProviderList: [{ Arn: `arn:aws:iam::${ID}:saml-provider/test` }] }),
    ],
    [],
  ],
])
