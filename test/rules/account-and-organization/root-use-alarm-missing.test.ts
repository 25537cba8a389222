import { known, unknownFact } from '#shared/facts/known.ts'
import { rootUseAlarmMissing } from '#shared/rules/account-and-organization/root-use-alarm-missing.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account } from '#test/support/facts.ts'
import { alarm, alarmed, metricFilter, trail } from '#test/support/trail-chain.ts'

const BENCHMARK =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }'
const nobody = (why: string) => `Nobody is alarmed on use of the root user: ${why}.`
const foreignTrail = trail({ logGroupArn: 'arn:aws:logs:us-east-1:222222222222:log-group:trail-logs:*' })

describeRule(rootUseAlarmMissing, {
  now: '2026-04-01',
  pass: [
    ['the benchmark’s pattern', alarmed(BENCHMARK)],
    [
      'an alarm of the Region of the log group',
      alarmed(BENCHMARK, { alarms: known([alarm({ region: 'us-east-1' })]) }),
    ],
    ['the same in other words', alarmed('{ ($.userIdentity.type = Root) }')],
    ['by the ARN', alarmed('{ $.userIdentity.arn = "*:root" && $.eventType != "AwsServiceEvent" }')],
    [
      'two filters that cover it together',
      alarmed('', {
        metricFilters: known([
          metricFilter('{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }'),
          metricFilter('{ $.userIdentity.type = "Root" && $.eventType = "AwsApiCall" }', 'api'),
        ]),
        alarms: known([alarm(), alarm({ metricName: 'api' })]),
      }),
    ],
  ],
  fail: [
    ['no trail', account(), nobody('no multi-Region trail that logs management events delivers to a log group')],
    [
      'a trail without a log group',
      alarmed(BENCHMARK, { trails: known([{ ...trail(), logGroupArn: '' }]) }),
      nobody('no multi-Region trail that logs management events delivers to a log group'),
    ],
    [
      'the trail is stopped',
      alarmed(BENCHMARK, { trails: known([trail({ isLogging: known(false) })]) }),
      nobody('no multi-Region trail that logs management events delivers to a log group'),
    ],
    [
      'the trail leaves out what root reads',
      alarmed(BENCHMARK, { trails: known([trail({ managementEvents: known('write-only') })]) }),
      nobody('no multi-Region trail that logs management events delivers to a log group'),
    ],
    ['no filter', alarmed('', { metricFilters: known([]) }), nobody('no metric filter on trail-logs selects them')],
    [
      'the filter stands on another log group',
      alarmed('', { metricFilters: known([{ ...metricFilter(BENCHMARK), logGroupName: 'other' }]) }),
      nobody('no metric filter on trail-logs selects them'),
    ],
    [
      'a filter that looks alike and selects nothing: root in lower case',
      alarmed('{ $.userIdentity.type = "root" && $.userIdentity.invokedBy NOT EXISTS }'),
      nobody('no metric filter on trail-logs selects them'),
    ],
    [
      'a filter that selects everybody alarms nobody',
      alarmed('{ $.eventType != "AwsServiceEvent" }'),
      nobody('no metric filter on trail-logs selects them'),
    ],
    [
      'only sign-ins',
      alarmed('{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }'),
      nobody('no metric filter on trail-logs selects an API call of root, a read by root'),
    ],
    [
      'no alarm on the metric',
      alarmed(BENCHMARK, { alarms: known([alarm({ metricName: 'other' })]) }),
      nobody('metric filters on trail-logs select them, but no alarm with an action watches their metric'),
    ],
    [
      'an alarm on the metric of another Region',
      alarmed(BENCHMARK, { alarms: known([alarm({ region: 'eu-west-1' })]) }),
      nobody('metric filters on trail-logs select them, but no alarm with an action watches their metric'),
    ],
    [
      'an alarm without an action',
      alarmed(BENCHMARK, { alarms: known([alarm({ actions: [] })]) }),
      nobody('metric filters on trail-logs select them, but no alarm with an action watches their metric'),
    ],
    [
      'an alarm whose actions are off',
      alarmed(BENCHMARK, { alarms: known([alarm({ actionsEnabled: false })]) }),
      nobody('metric filters on trail-logs select them, but no alarm with an action watches their metric'),
    ],
  ],
  unknown: [
    ['trails not read', account({ trails: unknownFact('denied') }), 'denied'],
    ['filters not read', alarmed(BENCHMARK, { metricFilters: unknownFact('denied') }), 'denied'],
    ['alarms not read', alarmed(BENCHMARK, { alarms: unknownFact('denied') }), 'denied'],
    [
      'an organization trail whose log group stands elsewhere',
      alarmed(BENCHMARK, { trails: known([foreignTrail]) }),
      'trail main delivers to a log group of account 222222222222, whose metric filters were not read',
    ],
    [
      'whether the trail logs is not known',
      alarmed(BENCHMARK, { trails: known([trail({ isLogging: unknownFact('denied') })]) }),
      'whether trail main logs these events is not known',
    ],
    [
      'a regular expression',
      alarmed('{ $.userIdentity.type = %^Root$% }'),
      'what the pattern of metric filter filter-watched selects could not be read',
    ],
  ],
})
