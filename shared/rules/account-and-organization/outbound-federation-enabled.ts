import { awsCommand } from '../command.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { flag } from '../parameters.ts'
import { defineRule } from '../rule.ts'

export const outboundFederationEnabled = defineRule({
  id: 'outbound-federation-enabled',
  family: 'account-and-organization',
  title: 'Outbound web identity federation is on',
  severity: 'medium',
  frameworks: [],
  rationale:
    'With it, principals of the account get signed tokens that services outside of AWS accept as a sign-in; that is a way out that few people watch.',
  remediation:
    'If nothing needs it, turn it off. Else limit sts:GetWebIdentityToken to the principals and audiences that need it, and set the parameter `expected`.',
  needs: ['outbound-web-identity-federation'],
  parameters: { expected: flag(false, 'True where the account uses outbound federation on purpose.') },
  subjects: (account) => [account],
  evaluate({ outboundFederation }, { parameters: { expected } }) {
    if (outboundFederation.state === 'unknown') return unknown(outboundFederation.reason)
    if (!outboundFederation.value.enabled || expected) return pass
    return fail('Outbound web identity federation is on, and the configuration does not expect it.', {
      evidence: { enabled: true },
    })
  },
  commands: () => [awsCommand('iam disable-outbound-web-identity-federation')],
})
