import { expect, test } from 'vitest'
import { regionChecks } from '#shared/jobs/doctor/region-checks.ts'

test.each([
  ['allowed', '', 'well'],
  ['failed', 'UnrecognizedClient: The security token included in the request is invalid.', 'wrong'],
  ['denied', 'AccessDenied: no.', 'note'],
  ['failed', 'ENOTFOUND: getaddrinfo', 'wrong'],
] as const)('%s %s: %s', (answer, reason, state) => {
  expect(regionChecks([{ region: 'ap-east-1', answer, reason }], true)).toMatchObject([
    { area: 'regions', name: 'ap-east-1', state },
  ])
})
test('a Region that is not switched on is to be left out', () => {
  const [check] = regionChecks([{ region: 'ap-east-1', answer: 'failed', reason: 'UnrecognizedClient: no' }], true)
  expect(check?.words).toContain('leave it out of --regions')
})
test('says that other Regions are not looked at, where none was named', () => {
  const checks = regionChecks([{ region: 'eu-central-1', answer: 'allowed', reason: '' }], false)
  expect(checks.map(({ name, state }) => [name, state])).toEqual([
    ['eu-central-1', 'well'],
    ['other Regions', 'note'],
  ])
})
