import { accessKeyShared } from '#shared/rules/activity/access-key-shared.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'
import { keyCall } from './key-log.ts'

const at = (range: number, ...times: readonly string[]) =>
  times.map((time) => keyCall(time, { sourceIPAddress: `198.51.${range}.1` }))
const places = (count: number) =>
  Array.from({ length: count }, (_, range) => at(range, `2026-03-0${range + 1}`, `2026-03-2${range}`)).flat()

describeActivityRule(accessKeyShared, {
  now: '2026-04-01',
  pass: [
    { name: 'four at once', events: places(4) },
    {
      name: 'five one after the other: somebody travels',
      events: [1, 2, 3, 4, 5].flatMap((range) => at(range, `2026-03-1${range}T01:00`, `2026-03-1${range}T20:00`)),
    },
    { name: 'five, one of them a single call', events: [...places(4), ...at(9, '2026-03-12')] },
  ],
  fail: [
    {
      name: 'five at once',
      events: places(5),
      message: 'Access key AKIAONE of bot is used from more than 4 address ranges at the same time, with aws-cli.',
    },
  ],
  unknown: [
    {
      name: 'more addresses than are kept, each once',
      events: Array.from({ length: 120 }, (_, index) => keyCall('2026-03-10', { sourceIPAddress: `10.0.${index}.1` })),
      reason: 'the key comes from so many addresses that the profile holds only a part of them',
    },
  ],
  notApplicable: [{ name: 'long ago', events: [keyCall('2026-01-01')] }],
})
