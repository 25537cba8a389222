import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { file, ID, type Row, userRow } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import {
  byRules,
  configured,
  daysAgo,
  IN_ORGANIZATION,
  NO_ORGANIZATION,
  passwordPolicyFile,
  summaryFile,
} from '#test/support/judged-evidence.ts'
import { key, password as passwordOf, report } from '#test/support/judged-report.ts'

// The cases of Cloud Custodian's own tests (cloud-custodian/cloud-custodian, tests/test_iam.py and tests/test_account.py with their
// recorded answers under tests/data; Apache-2.0), with what its filters select (FAIL) and what we say. Custodian has no verdicts: a filter
// finds what it was asked for. Its checker of resource policies is held here to trust policies, which are of the same kind.
// Not here: actions that change something, what runs on a role or instance profile (EC2, ECS, Lambda), policy simulation.

const password = (changed: number, used: number | undefined, next: number): Row => ({
  ...passwordOf(changed, used),
  password_next_rotation: daysAgo(next),
})
const born = (days: number): Row => ({ user_creation_time: daysAgo(days) })
const ON_IDLE = ['access-key-never-used', 'access-key-not-rotated', 'access-key-unused']

describePeer(
  'credential, access_keys.last_used_date empty',
  byRules(['access-key-never-used', 'access-key-made-with-user']),
  [
    [
      'a key of years, never used',
      'FAIL',
      report(userRow('old', { ...born(1400), ...key(1, 1365) })),
      ['access-key-never-used old'],
    ],
    // IAM has recorded uses since 2015-04-22: of an older key no use is on record, which is what we say of it.
    [
      'a key from before IAM recorded uses',
      'FAIL',
      report(
        userRow('older', {
          ...born(5400),
          access_key_1_active: 'true',
          access_key_1_last_rotated: '2013-03-01T08:34:42+00:00',
        }),
      ),
      ['access-key-never-used older'],
    ],
    // 143 days old, and made in the same second as the user, who has a password that was never used either: one finding.
    [
      'a key made with its console user',
      'FAIL',
      report(userRow('both', { ...born(143), ...password(143, undefined, -9), ...key(1, 143) })),
      ['access-key-never-used both'],
    ],
    [
      'used a minute after it was made, S3 without a Region',
      'PASS',
      report(
        userRow('new', {
          ...born(0.2),
          ...key(1, 0.2, 0.1),
          access_key_1_last_used_region: 'N/A',
          access_key_1_last_used_service: 's3',
        }),
      ),
      [],
    ],
    [
      'ten days old, never used',
      'FAIL',
      report(userRow('young', { ...born(10), ...key(1, 10) })),
      [],
      'Ten days old: whoever asked for it may not have come to it yet.',
    ],
  ],
)

describePeer(
  'credential, idle over 30 and rotated over 700 days',
  byRules(ON_IDLE, configured('access-key-unused', { maxIdleDays: 30 })),
  [
    // As recorded: its first key is dated a year after the report, which cannot be. Neither its age nor its use is taken from that row.
    [
      'the first key from the future, the second of years',
      'FAIL',
      report(userRow('kapil', { ...born(930), ...key(1, -377, 11), ...key(2, 891, 1) })),
      ['access-key-not-rotated ?', 'access-key-not-rotated kapil'],
    ],
    [
      'the first key new, the second idle and of years',
      'FAIL',
      report(userRow('kapil', { ...born(930), ...key(1, 60, 1), ...key(2, 891, 31) })),
      ['access-key-not-rotated kapil', 'access-key-unused kapil'],
    ],
  ],
)

describePeer('credential, idle and rotated from 90 days on', byRules(ON_IDLE), [
  // TRUE and FALSE in capitals, as newer reports have them.
  [
    'the first idle, the second of years and at work',
    'FAIL',
    report(
      userRow('zscholl', {
        ...born(601),
        password_enabled: 'FALSE',
        mfa_active: 'FALSE',
        ...key(1, 190, 190, 'TRUE'),
        ...key(2, 601, 0.1, 'TRUE'),
      }),
    ),
    ['access-key-not-rotated zscholl', 'access-key-not-rotated zscholl', 'access-key-unused zscholl'],
  ],
])

describePeer(
  'credential, console users without keys and idle for over 30 days',
  byRules(
    ['console-password-unused', 'console-password-never-used', 'password-past-rotation-date'],
    configured('console-password-unused', { maxIdleDays: 30 }),
  ),
  [
    [
      'signed in 50 days ago, changed it then',
      'FAIL',
      report(userRow('chrissy', { ...born(50), ...password(50.1, 50, -40) })),
      ['console-password-unused chrissy'],
    ],
    [
      'signed in 45 days ago, changed it just after',
      'FAIL',
      report(userRow('matt', { ...born(50), ...password(44.9, 45, -45) })),
      ['console-password-unused matt'],
    ],
    [
      'signed in 18 days ago',
      'PASS',
      report(userRow('david', { ...born(87), ...password(87, 18, -3), ...key(1, 41, 18) })),
      [],
    ],
    [
      'never signed in, and past the day of rotation',
      'PASS',
      report(userRow('jeff', { ...born(121), ...password(121, undefined, 31) })),
      ['console-password-never-used jeff', 'password-past-rotation-date jeff'],
      'no_information is no date: the filter on an age skips these, and they are the ones that nobody ever used.',
    ],
    ['no credential at all', 'PASS', report(userRow('c7n-test', born(37))), []],
  ],
)

describePeer(
  'the record of a user',
  byRules(['inactive-access-key-not-deleted', 'user-without-credentials', 'password-and-access-key']),
  [
    [
      'N/A in every column of both keys: no keys',
      'none',
      report(userRow('anthony', { ...born(50), ...password(30, 30, -60) })),
      [],
    ],
    [
      'an inactive key with a date: one inactive key',
      'none',
      report(
        userRow('anthony', {
          ...born(3500),
          ...password(30, 30, -60),
          ...key(1, 2300, undefined, 'false'),
        }),
      ),
      ['inactive-access-key-not-deleted anthony'],
      'It only reads the record. The report keeps the date of an inactive key: that is how an inactive key differs from none.',
    ],
  ],
)

describePeer('two rows of one user', byRules(['evidence-implausible', 'console-password-never-used']), [
  [
    'never signed in, and signed in: the last one counts',
    'none',
    report(
      userRow('christopher', { ...born(87), ...password(87, undefined, -3) }),
      userRow('christopher', { ...born(87), ...password(4, 4, -86), ...key(1, 72, 4) }),
    ),
    ['console-password-never-used christopher', 'evidence-implausible christopher'],
    'As recorded, it takes the last row: two of one ARN that contradict each other, which IAM does not write. The second is left out, and we say so.',
  ],
])

const mfaDevices = (...owners: readonly string[]): EvidenceFile =>
  file('mfa-devices.json', {
    MFADevices: owners.map((name) => ({
      UserName: name,
      SerialNumber: `arn:aws:iam::${ID}:mfa/${name}`,
      EnableDate: daysAgo(100),
    })),
  })

describePeer('mfa-device, empty', byRules(['console-user-without-mfa', 'machine-user-without-mfa']), [
  [
    'a password and no device',
    'FAIL',
    [...report(userRow('alice', { ...password(30, 1, -60), mfa_active: 'false' })), mfaDevices()],
    ['console-user-without-mfa alice'],
  ],
  // Made after the report, which is up to four hours old.
  [
    'a device that the report does not know yet',
    'PASS',
    [...report(userRow('alice', { ...password(30, 1, -60), mfa_active: 'false' })), mfaDevices('alice')],
    [],
  ],
  [
    'no password, a key, no device',
    'FAIL',
    [...report(userRow('bot', key(1, 30, 1))), mfaDevices()],
    ['machine-user-without-mfa bot'],
  ],
  ['neither password nor key', 'FAIL', [...report(userRow('none')), mfaDevices()], [], 'Nothing to protect.'],
])

const SUMMARY = { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, AccountPasswordPresent: 1 }
const ALL_EVENTS = { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }
const trail = (
  more: object,
  status: object = { IsLogging: true },
  fields?: readonly object[],
): readonly EvidenceFile[] => {
  const arn = `arn:aws:cloudtrail:us-east-1:${ID}:trail/main`
  const described = {
    Name: 'main',
    TrailARN: arn,
    S3BucketName: 'logs',
    HomeRegion: 'us-east-1',
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: true,
    LogFileValidationEnabled: true,
    IsOrganizationTrail: false,
    ...more,
  }
  const selectors = fields === undefined ? ALL_EVENTS : { AdvancedEventSelectors: [{ FieldSelectors: fields }] }
  return [
    file('trails.json', { trailList: [described] }),
    file('trail-status.json', { [arn]: status }),
    file('event-selectors.json', { [arn]: selectors }),
  ]
}

describePeer('iam-summary', byRules(['root-access-key-present', 'root-mfa-missing']), [
  ['root has MFA and no key', 'PASS', [summaryFile(SUMMARY)], []],
  [
    'root has a key and no MFA',
    'FAIL',
    [summaryFile({ ...SUMMARY, AccountMFAEnabled: 0, AccountAccessKeysPresent: 1 })],
    ['root-access-key-present <root_account>', 'root-mfa-missing <root_account>'],
  ],
])

describePeer('credential of root', byRules(['root-mfa-missing']), [
  ['mfa_active, which the filter asks for', 'PASS', report(), []],
])

describePeer('password-policy', byRules(['password-policy-too-short']), [
  ['none', 'FAIL', [passwordPolicyFile(null)], [`password-policy-too-short ${ID}`]],
])

describePeer('organization', byRules(['account-without-organization']), [
  ['none', 'FAIL', [NO_ORGANIZATION], [`account-without-organization ${ID}`]],
  ['a member', 'PASS', IN_ORGANIZATION, []],
  ['denied', 'PASS', report(), ['account-without-organization ?'], 'What could not be asked is not assessed.'],
])

describePeer('check-cloudtrail', byRules(['trail-missing']), [
  ['all Regions, logging', 'PASS', trail({}), []],
  ['one Region', 'FAIL', trail({ IsMultiRegionTrail: false }), [`trail-missing ${ID}`]],
  ['stopped', 'FAIL', trail({}, { IsLogging: false }), [`trail-missing ${ID}`]],
  [
    'advanced selectors with management events',
    'PASS',
    trail({}, undefined, [{ Field: 'eventCategory', Equals: ['Management'] }]),
    [],
  ],
  [
    'advanced selectors with data events alone',
    'FAIL',
    trail({}, undefined, [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
    ]),
    [`trail-missing ${ID}`],
  ],
  [
    'advanced selectors with what is written alone',
    'PASS',
    trail({}, undefined, [
      { Field: 'eventCategory', Equals: ['Management'] },
      { Field: 'readOnly', Equals: ['false'] },
    ]),
    [`trail-missing ${ID}`],
    'What is read is not seen.',
  ],
  ['none', 'FAIL', [file('trails.json', { trailList: [] })], [`trail-missing ${ID}`]],
])
