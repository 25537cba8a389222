import { accessKeyTriedByScanner } from '#shared/rules/activity/access-key-tried-by-scanner.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'
import { keyCall, keyCalls } from './key-log.ts'

const tried = { eventSource: 'sts.amazonaws.com', eventName: 'GetCallerIdentity', userAgent: 'trufflehog/3.63.0' }

describeActivityRule(accessKeyTriedByScanner, {
  now: '2026-04-01',
  pass: [
    { name: 'the usual agent', events: keyCalls('2026-03-01', '2026-03-04') },
    {
      name: 'who am I, from the command line',
      events: [keyCall('2026-03-05', { ...tried, userAgent: 'aws-cli/2.15.0' })],
    },
    { name: 'a name that only contains the letters', events: [keyCall('2026-03-05', { userAgent: 'impacuted/1.0' })] },
    { name: 'a town', events: [keyCall('2026-03-05', { userAgent: 'kaliningrad-tram/1.0 parrots/2' })] },
  ],
  fail: [
    {
      name: 'once',
      events: [...keyCalls('2026-03-01', '2026-03-04'), keyCall('2026-03-05', tried)],
      message: 'Access key AKIAONE of bot was tried by a scanner: trufflehog/3.63.0.',
      severity: 'high',
    },
    {
      name: 'an attack framework',
      events: [keyCall('2026-03-05', { userAgent: 'Boto3/1.34 Pacu' })],
      message: 'Access key AKIAONE of bot was tried by a scanner: Boto3/1.34 Pacu.',
    },
    ...[
      'os/linux#6.12.13+kali-amd64',
      'md/distrib#kali.2025',
      'Linux/5.10.0-kali7-amd64',
      'Linux/5.16.0-12parrot1-amd64',
    ].map((agent) => ({
      name: `a system made for breaking in: ${agent}`,
      events: [keyCall('2026-03-05', { userAgent: `aws-cli/2.23.6 ${agent}` })],
      message: `Access key AKIAONE of bot was used on a system made for breaking in: aws-cli/2.23.6 ${agent}.`,
    })),
  ],
  notApplicable: [{ name: 'long ago', events: [keyCall('2025-12-01', tried)] }],
})
