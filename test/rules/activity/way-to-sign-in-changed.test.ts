import { wayToSignInChanged } from '#shared/rules/activity/way-to-sign-in-changed.ts'
import { event, heartbeats, iamCall, roleIdentity, userIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const provider = 'arn:aws:iam::111111111111:saml-provider/corp'

const identityCenter = (source: string, eventName: string) =>
  event('2026-03-20', {
    eventSource: `${source}.amazonaws.com`,
    eventName,
    requestParameters: { directoryId: 'd-9067000000' },
    readOnly: false,
  })

describeActivityRule(wayToSignInChanged, {
  now: '2026-04-01',
  pass: [
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
    {
      name: 'a provider deleted',
      events: [iamCall('2026-03-20', 'DeleteSAMLProvider', { sAMLProviderArn: provider })],
      message: `admin deleted a SAML provider (${provider}) on 2026-03-20 10:00:00 UTC from 192.0.2.10.`,
      severity: 'low',
    },
    {
      name: 'the gravest is told, not the last',
      events: [
        iamCall('2026-03-19', 'UpdateSAMLProvider', { sAMLProviderArn: provider }),
        iamCall('2026-03-20', 'DeleteSAMLProvider', { sAMLProviderArn: provider }),
      ],
      message: `admin changed the metadata of a SAML provider (${provider}) on 2026-03-19 10:00:00 UTC from 192.0.2.10.`,
      severity: 'medium',
    },
    {
      name: 'the certificate that IAM Identity Center believes',
      events: [identityCenter('sso-directory', 'ImportExternalIdPCertificate')],
      message:
        'ann added a signing certificate to the external identity provider of IAM Identity Center (d-9067000000) on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'high',
    },
    {
      name: 'its own passwords back in force',
      events: [identityCenter('sso', 'DisableExternalIdPConfigurationForDirectory')],
      message:
        'ann disabled the external identity provider of IAM Identity Center (d-9067000000) on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'high',
    },
    {
      name: 'a revocation list',
      events: [
        event('2026-03-20', { eventSource: 'rolesanywhere.amazonaws.com', eventName: 'DeleteCrl', readOnly: false }),
      ],
      message: 'ann deleted a revocation list of IAM Roles Anywhere on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
  ],
})
