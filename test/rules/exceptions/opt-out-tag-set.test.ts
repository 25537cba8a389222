import { describe, expect, test } from 'vitest'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { optOutTagSet } from '#shared/rules/exceptions/opt-out-tag-set.ts'
import { activityOf, iamCall } from '#test/support/activity.ts'
import { accountWithOptOutTags, optOutTag } from '#test/support/exceptions.ts'
import { account, at } from '#test/support/facts.ts'

const run = (facts: ReturnType<typeof account>, activity?: ReturnType<typeof activityOf>) =>
  optOutTagSet
    .run(facts, { now: at('2026-04-01'), configuration: defaultConfiguration, ...(activity && { activity }) })
    .map(({ outcome }) => (outcome.status === 'fail' ? outcome.message : outcome.status))

const tagging = iamCall('2026-03-31', 'TagUser', { userName: 'alice', tags: [] })

describe('opt-out-tag-set', () => {
  test('no tag, no word', () => {
    expect(run(account())).toEqual([])
  })
  test('says who, from what, until when, and that nobody knows who set it', () => {
    expect(run(accountWithOptOutTags(optOutTag()))).toEqual([
      'User alice carries the tag credaudit-except and excepts itself from access-key-not-rotated until 2026-06-30. Who set it is not known without CloudTrail.',
    ])
  })
  test('a tag that is refused is told as well: it excepts nothing', () => {
    const refused = optOutTag({ reading: { state: 'refused', problem: '2027-13-01 is not a day' } })
    expect(run(accountWithOptOutTags(refused))).toEqual([
      'User alice carries the tag credaudit-except and tries to except itself, but 2027-13-01 is not a day, so it excepts nothing. Who set it is not known without CloudTrail.',
    ])
  })
  test('the log names who wrote its tags', () => {
    const activity = activityOf({ ...tagging, resources: [{ ARN: optOutTag().principal.arn, type: 'AWS::IAM::User' }] })
    expect(run(accountWithOptOutTags(optOutTag()), activity)).toEqual([
      'User alice carries the tag credaudit-except and excepts itself from access-key-not-rotated until 2026-06-30. Its tags were last written by arn:aws:iam::111111111111:role/admin (TagUser on 2026-03-31).',
    ])
  })
  test('a log that does not name it says so', () => {
    expect(run(accountWithOptOutTags(optOutTag()), activityOf(iamCall('2026-03-31', 'ListUsers', {})))[0]).toContain(
      'Who set it is not in the CloudTrail events that were read.',
    )
  })
})
