import { wayToSignInChanged } from '#shared/rules/activity/way-to-sign-in-changed.ts'
import { event, heartbeats, iamCall, roleIdentity, userIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const provider = 'arn:aws:iam::111111111111:saml-provider/corp'

describeActivityRule(wayToSignInChanged, {
  now: '2026-04-01',
  pass: [
    {
      name: 'taken away',
      events: [...month, iamCall('2026-03-20', 'DeleteSAMLProvider', { sAMLProviderArn: provider })],
    },
    {
      name: 'before the window',
      events: [...month, iamCall('2026-03-01T23:59', 'UpdateSAMLProvider', { sAMLProviderArn: provider })],
    },
    {
      name: 'refused',
      events: [
        ...month,
        iamCall('2026-03-20', 'UpdateSAMLProvider', { sAMLProviderArn: provider }, { errorCode: 'AccessDenied' }),
      ],
    },
    {
      name: 'by IAM Identity Center itself',
      events: [
        ...month,
        iamCall(
          '2026-03-20',
          'CreateSAMLProvider',
          { name: 'AWSSSO_1_DO_NOT_DELETE' },
          { userIdentity: roleIdentity('aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO') },
        ),
      ],
    },
  ],
  fail: [
    {
      name: 'metadata changed',
      events: [iamCall('2026-03-20', 'UpdateSAMLProvider', { sAMLProviderArn: provider })],
      message: `admin changed the metadata of a SAML provider (${provider}) on 2026-03-20 10:00:00 UTC from 192.0.2.10.`,
      severity: 'medium',
    },
    {
      name: 'an OpenID Connect provider',
      events: [iamCall('2026-03-20', 'CreateOpenIDConnectProvider', { url: 'https://idp.example.org' })],
      message:
        'admin added an OpenID Connect provider (https://idp.example.org) on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'a trust anchor',
      events: [
        event('2026-03-20', {
          eventSource: 'rolesanywhere.amazonaws.com',
          eventName: 'CreateTrustAnchor',
          userIdentity: userIdentity('ann'),
          requestParameters: { name: 'anchor' },
          readOnly: false,
        }),
      ],
      message: 'ann added a trust anchor of IAM Roles Anywhere (anchor) on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
  ],
})
