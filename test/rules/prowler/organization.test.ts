import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { accountFile, file } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { ofDetails, organization, OTHER } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on the organization (prowler-cloud/prowler, tests/providers/aws/services/organizations; Apache-2.0;
// the facts in our words), with its verdict and ours.

describePeer('organizations_account_part_of_organizations', byRules(['account-without-organization']), [
  ['in none', 'FAIL', ofDetails({}), ['account-without-organization']],
  ['in one', 'PASS', [accountFile(), organization], []],
])

const DELEGATE = ['delegated-administrator-unexpected']
const delegates = (...ids: readonly string[]): EvidenceFile =>
  file('delegated-administrators.json', {
    DelegatedAdministrators: ids.map((Id) => ({
      Id,
      DelegatedServices: [{ ServicePrincipal: 'config-multiaccountsetup.amazonaws.com' }],
    })),
  })

describePeer('organizations_delegated_administrators', byRules(DELEGATE), [
  ['no organization', 'PASS', ofDetails({}), []],
  ['no delegate', 'PASS', [accountFile(), organization, delegates()], []],
  [
    'one, and nobody has said which are meant',
    'FAIL',
    [accountFile(), organization, delegates(OTHER)],
    ['delegated-administrator-unexpected ?'],
    'Without a list of those that are meant nobody can tell; with one (`expected`) a delegate that is not on it is a finding.',
  ],
])
