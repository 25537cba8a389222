import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { file, ID } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { ofDetails } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on IAM Access Analyzer (prowler-cloud/prowler, tests/providers/aws/services/accessanalyzer;
// Apache-2.0; the facts in our words), with its verdict and ours.

const analyzer = (region: string, status: string, type = 'ACCOUNT'): object => ({
  arn: `arn:aws:access-analyzer:${region}:${ID}:analyzer/test-analyzer`,
  name: 'test-analyzer',
  type,
  status,
  region,
})
const ofAnalyzers = (analyzers: readonly object[], findings: readonly object[] = []): readonly EvidenceFile[] => [
  ...ofDetails({}),
  file('access-analyzers.json', { analyzers }),
  file('access-analyzer-findings.json', { findings }),
]
const finding = (id: string, status: string): object => ({
  id,
  findingType: 'ExternalAccess',
  resource: `arn:aws:iam::${ID}:role/app`,
  resourceType: 'AWS::IAM::Role',
  status,
})
const MISSING = ['external-access-analyzer-missing']

describePeer('accessanalyzer_enabled', byRules(MISSING), [
  [
    'none',
    'none',
    ofAnalyzers([]),
    MISSING,
    'Prowler has one result for each analyzer, so none without one; in use it makes one up for each Region.',
  ],
  ['one that does not work', 'FAIL', ofAnalyzers([analyzer('eu-west-1', 'FAILED')]), MISSING],
  [
    'one that works, and another Region without',
    'FAIL',
    ofAnalyzers([analyzer('eu-west-1', 'FAILED'), analyzer('eu-west-2', 'ACTIVE')]),
    [],
    'Which Regions need one is a setting (`regions`); without it one is enough, since IAM is global.',
  ],
  ['one that works', 'PASS', ofAnalyzers([analyzer('eu-west-2', 'ACTIVE')]), []],
  [
    'one on unused access alone',
    'PASS',
    ofAnalyzers([analyzer('eu-west-2', 'ACTIVE', 'ACCOUNT_UNUSED_ACCESS')]),
    MISSING,
    'Prowler takes analyzers of any type; one on unused access does not look at strangers (CIS 5.0 1.19: external).',
  ],
])

const OPEN = ['analyzer-finding-open']
const working = [analyzer('eu-west-2', 'ACTIVE')]

describePeer('accessanalyzer_enabled_without_findings', byRules([...OPEN, ...MISSING]), [
  ['one that does not work', 'FAIL', ofAnalyzers([analyzer('eu-west-1', 'FAILED')]), MISSING],
  [
    'an active and an archived finding',
    'FAIL',
    ofAnalyzers(working, [finding('a', 'ACTIVE'), finding('b', 'ARCHIVED')]),
    OPEN,
  ],
  ['no finding', 'PASS', ofAnalyzers(working), []],
  [
    'a finding without a status',
    'PASS',
    ofAnalyzers(working, [finding('a', '')]),
    ['analyzer-finding-open ?'],
    'AWS always tells one; what is not told is not passed.',
  ],
])
