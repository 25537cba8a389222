import { expect, test } from 'vitest'
import { accountsSeen } from '#shared/activity/accounts-seen.ts'
import { activityOf, event } from '#test/support/activity.ts'

test('each account of the log once, with the partition of its Regions', () => {
  const profile = activityOf(
    event('2026-03-20', { recipientAccountId: '333333333333', awsRegion: 'us-gov-west-1' }),
    event('2026-03-20', { recipientAccountId: '222222222222' }),
    event('2026-03-21', { recipientAccountId: '222222222222', awsRegion: 'eu-west-1' }),
  )
  expect(accountsSeen(profile)).toEqual([
    { id: '222222222222', partition: 'aws' },
    { id: '333333333333', partition: 'aws-us-gov' },
  ])
})

test('an empty log tells of none', () => {
  expect(accountsSeen(activityOf())).toEqual([])
})
