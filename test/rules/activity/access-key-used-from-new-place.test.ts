import { accessKeyUsedFromNewPlace } from '#shared/rules/activity/access-key-used-from-new-place.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'
import { keyCall, keyCalls } from './key-log.ts'

// now is 2026-04-01T00:00Z: new is what was first seen after 2026-03-25T00:00Z.
const usual = keyCalls('2026-03-01', '2026-03-31')

describeActivityRule(accessKeyUsedFromNewPlace, {
  now: '2026-04-01',
  pass: [
    { name: 'as ever', events: usual },
    {
      name: 'another address of the same range',
      events: [...usual, keyCall('2026-03-30', { sourceIPAddress: '192.0.2.200' })],
    },
    {
      name: 'a new version of the same client',
      events: [...usual, keyCall('2026-03-30', { userAgent: 'aws-cli/3.0' })],
    },
    {
      name: 'an AWS service calls with it',
      events: [...usual, keyCall('2026-03-30', { sourceIPAddress: 'athena.amazonaws.com' })],
    },
    {
      name: 'seen exactly when the new days begin',
      events: [...usual, keyCall('2026-03-25T00:00', { sourceIPAddress: '198.51.100.7' })],
    },
    {
      name: 'an expected range',
      events: [...usual, keyCall('2026-03-30', { sourceIPAddress: '198.51.100.7' })],
      configuration: {
        rules: new Map([[accessKeyUsedFromNewPlace.id, { parameters: { expectedAddresses: ['198.51.100.*'] } }]]),
      },
    },
  ],
  fail: [
    {
      name: 'a range, one minute after',
      events: [...usual, keyCall('2026-03-25T00:01', { sourceIPAddress: '198.51.100.7' })],
      message: 'Access key AKIAONE of bot was used as never before: address ranges 198.51.100.0/24.',
      severity: 'high',
    },
    {
      name: 'IPv6',
      events: [...usual, keyCall('2026-03-30', { sourceIPAddress: '2001:db8:1:2::3' })],
      message: 'Access key AKIAONE of bot was used as never before: address ranges 2001:db8:1::/48.',
      severity: 'high',
    },
    {
      name: 'Region, client and service',
      events: [
        ...usual,
        keyCall('2026-03-30', { awsRegion: 'ap-south-1', userAgent: 'Boto3/1.34', eventSource: 'kms.amazonaws.com' }),
      ],
      message:
        'Access key AKIAONE of bot was used as never before: Regions ap-south-1; clients Boto3; services kms.amazonaws.com.',
      severity: 'medium',
    },
  ],
  unknown: [
    {
      name: 'more addresses than are kept',
      events: [
        ...usual,
        ...Array.from({ length: 120 }, (_, index) => keyCall('2026-03-10', { sourceIPAddress: `10.0.${index}.1` })),
      ],
      reason: 'the key comes from so many address ranges that new ones cannot be told from old ones',
    },
  ],
  notApplicable: [
    { name: 'thirteen days of history', events: keyCalls('2026-03-12', '2026-03-31') },
    {
      name: 'old enough, two days of use before',
      events: [keyCall('2026-03-01'), keyCall('2026-03-02'), keyCall('2026-03-30')],
    },
    { name: 'no call lately', events: keyCalls('2026-02-01', '2026-03-24') },
  ],
})
