import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const ROOT = new URL('../../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8')
const templates = readdirSync(new URL('infra/', ROOT)).filter((name) => name.endsWith('.yml'))
const operations = read('docs/operations.md')

const alarms = templates.flatMap((name) =>
  [...read(`infra/${name}`).matchAll(/^ {2}(\w+Alarm):/gm)].map(([, alarm = '']) => alarm),
)

test.each(alarms.filter((name) => read('infra/alarms.yml').includes(`  ${name}:`)))(
  '%s is explained and on the dashboard',
  (alarm) => {
    expect(operations).toContain(`**${alarm}.**`)
    expect(read('infra/dashboard.yml')).toContain(`\${${alarm}.Arn}`)
  },
)
test('every metric of ours that an alarm or the dashboard names is sent by a function', () => {
  const sent = readdirSync(new URL('functions/', ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read(`functions/${name}`))
    .join('\n')
  const ofAlarms = [...read('infra/alarms.yml').matchAll(/Namespace: credaudit\n\s+MetricName: (\w+)/g)].map(
    ([, name]) => name,
  )
  const ofDashboard = [...read('infra/dashboard.yml').matchAll(/"credaudit", "(\w+)"/g)].map(([, name]) => name)
  const names = [...ofAlarms, ...ofDashboard].filter((name) => name !== undefined)
  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name) => !sent.includes(`'${name}'`))).toEqual([])
})

describe('the dashboard', () => {
  test('is JSON once its references are filled in', () => {
    const [, body = ''] = /DashboardBody: !Sub \|\n([\s\S]*)$/.exec(read('infra/dashboard.yml')) ?? []
    const { widgets } = JSON.parse(body.replaceAll(/\$\{[^}]+\}/g, 'x')) as { widgets: { x: number; width: number }[] }
    expect(widgets.length).toBeGreaterThan(3)
    for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24)
  })
})

test('asynchronous edges have a dead-letter queue', () => {
  const all = templates.map((name) => read(`infra/${name}`)).join('\n')
  for (const type of ['AWS::SNS::Subscription', 'AWS::Lambda::EventInvokeConfig', 'AWS::Scheduler::Schedule']) {
    for (const [, block = ''] of all.matchAll(new RegExp(`Type: ${type}\\n((?: {4}.*\\n|\\n)*)`, 'g')))
      expect(block, type).toMatch(/DeadLetter|RedrivePolicy/)
  }
  expect(read('infra/watch.yml')).toContain('DeadLetterConfig')
})
