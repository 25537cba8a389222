import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { accountFile, file, ID, rootRow, type Row } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { ago, key, ofDetails, ofReport, organization } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on the root user (prowler-cloud/prowler, tests/providers/aws/services/iam; Apache-2.0; the facts in
// our words), with its verdict and ours.

const ofRoot = (more: Row = {}, ...others: readonly EvidenceFile[]): readonly EvidenceFile[] => [
  ...ofReport(rootRow({ password_enabled: 'true', password_last_used: ago(200), mfa_active: 'false', ...more })),
  ...others,
]
const summary = (counts: Readonly<Record<string, number>>): EvidenceFile =>
  file('account-summary.json', { SummaryMap: counts })
const virtualDevices = (...owners: readonly string[]): EvidenceFile =>
  file('virtual-mfa-devices.json', {
    VirtualMFADevices: owners.map((owner, index) => ({
      SerialNumber: `arn:aws:iam::${ID}:mfa/mfa${index}`,
      User: { Arn: owner, ...(owner.endsWith(':root') ? {} : { UserName: owner.slice(owner.lastIndexOf('/') + 1) }) },
      EnableDate: '2025-01-01T00:00:00+00:00',
    })),
  })
const ROOT_ARN = `arn:aws:iam::${ID}:root`
const CENTRAL = file('organizations-features.json', { EnabledFeatures: ['RootCredentialsManagement', 'RootSessions'] })

const ROOT_KEY = ['root-access-key-present']

describePeer('iam_no_root_access_key', byRules(ROOT_KEY), [
  ['no key', 'PASS', ofRoot(), []],
  ['the first key', 'FAIL', ofRoot(key(1)), ROOT_KEY],
  ['the second key', 'FAIL', ofRoot(key(2)), ROOT_KEY],
  ['both', 'FAIL', ofRoot({ ...key(1), ...key(2) }), ROOT_KEY],
  ['a key whose dates are not told', 'FAIL', ofRoot(key(1, { made: 'N/A', used: 'N/A' })), ROOT_KEY],
  [
    'a key, in a row as Prowler’s tests write it',
    'FAIL',
    ofRoot({ arn: `arn:aws:iam::${ID}:<root_account>`, ...key(1) }),
    ROOT_KEY,
  ],
  ['no password and no key', 'none', ofRoot({ password_enabled: 'false' }), []],
  [
    'an inactive key',
    'PASS',
    ofRoot(key(1, { active: 'false' })),
    ROOT_KEY,
    'It can be made active again by whoever signs in as root: medium, not critical.',
  ],
])

const USED = ['root-used']
const neverSignedIn = { password_last_used: 'no_information' }

describePeer('iam_avoid_root_usage', byRules(USED), [
  ['never used', 'PASS', ofRoot({ ...neverSignedIn, ...key(1, { made: 'N/A', used: 'N/A' }) }), []],
  ['the password, today', 'FAIL', ofRoot({ password_last_used: ago(0.1) }), USED],
  ['the first key, today', 'FAIL', ofRoot({ ...neverSignedIn, ...key(1, { used: ago(0.1) }) }), USED],
  ['the second key, today', 'FAIL', ofRoot({ ...neverSignedIn, ...key(2, { used: ago(0.1) }) }), USED],
  ['the password, 100 days ago', 'PASS', ofRoot({ password_last_used: ago(100) }), []],
  [
    'the first key, 100 days ago',
    'PASS',
    ofRoot({ ...neverSignedIn, ...key(1, { made: ago(300), used: ago(100) }) }),
    [],
  ],
  [
    'the second key, 100 days ago',
    'PASS',
    ofRoot({ ...neverSignedIn, ...key(2, { made: ago(300), used: ago(100) }) }),
    [],
  ],
  [
    'the password, two days ago',
    'PASS',
    ofRoot({ password_last_used: ago(2) }),
    USED,
    'Prowler looks back one day, and who runs it weekly sees nothing. CIS names no number; ours is 90 days and a setting.',
  ],
  [
    'the key today, the password 100 days ago',
    'PASS',
    ofRoot({ password_last_used: ago(100), ...key(1, { used: ago(0.1) }) }),
    USED,
    'Prowler reads the keys only where the password was never used.',
  ],
])

const ROOT_MFA = ['root-mfa-missing']

describePeer('iam_root_mfa_enabled', byRules(ROOT_MFA), [
  ['a password without MFA', 'FAIL', ofRoot(), ROOT_MFA],
  ['a password with MFA', 'PASS', ofRoot({ mfa_active: 'true' }), []],
  ['neither password nor key', 'none', ofRoot({ password_enabled: 'false' }), []],
  ['with MFA, where root is managed centrally', 'PASS', ofRoot({ mfa_active: 'true', ...key(1) }, CENTRAL), []],
  ['without MFA, where root is managed centrally', 'FAIL', ofRoot(key(2), CENTRAL), ROOT_MFA],
])

const VIRTUAL = ['root-mfa-virtual-only']
const HARDWARE_RULES = [...ROOT_MFA, ...VIRTUAL]
const withMfa = summary({ AccountMFAEnabled: 1, AccountPasswordPresent: 1 })
const MFA_ON = { mfa_active: 'true' }

describePeer('iam_root_hardware_mfa_enabled', byRules(HARDWARE_RULES), [
  ['a virtual device', 'FAIL', ofRoot(MFA_ON, withMfa, virtualDevices(ROOT_ARN)), VIRTUAL],
  ['MFA, and no virtual device', 'PASS', ofRoot(MFA_ON, withMfa, virtualDevices()), []],
  ['no summary', 'none', ofRoot(MFA_ON, virtualDevices()), []],
  [
    'neither password nor key',
    'none',
    ofRoot({ password_enabled: 'false' }, summary({ AccountMFAEnabled: 0 }), virtualDevices()),
    [],
  ],
  [
    'hardware, where root is managed centrally',
    'PASS',
    ofRoot({ ...MFA_ON, ...key(1) }, withMfa, virtualDevices(), CENTRAL),
    [],
  ],
  [
    'a virtual device, where root is managed centrally',
    'FAIL',
    ofRoot({ ...MFA_ON, ...key(2) }, withMfa, virtualDevices(ROOT_ARN), CENTRAL),
    VIRTUAL,
  ],
  [
    'no MFA, where root is managed centrally',
    'FAIL',
    ofRoot({}, summary({ AccountMFAEnabled: 0, AccountPasswordPresent: 1 }), virtualDevices(), CENTRAL),
    ROOT_MFA,
  ],
  [
    'a virtual device of a user whose name holds "root"',
    'FAIL',
    ofRoot(MFA_ON, withMfa, virtualDevices(`arn:aws:iam::${ID}:user/groot`)),
    [],
    'Prowler looks for the text "root" in the ARN.',
  ],
])

const CENTRAL_OFF = ['central-root-management-off']
describePeer('iam_root_credentials_management_enabled', byRules(CENTRAL_OFF), [
  ['no organization', 'none', ofDetails({}), []],
  ['on', 'PASS', [accountFile(), organization, CENTRAL], []],
  [
    'off',
    'FAIL',
    [accountFile(), organization, file('organizations-features.json', { EnabledFeatures: [] })],
    CENTRAL_OFF,
  ],
])
