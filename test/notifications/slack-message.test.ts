import { assert, constantFrom, property, string, array, oneof } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amazonQMessage } from '#shared/notifications/amazon-q-message.ts'
import type { Digest } from '#shared/notifications/digest.ts'
import { parsePublished } from '#shared/notifications/published-message.ts'
import type { SlackBlock } from '#shared/notifications/slack-blocks.ts'
import { slackMessage } from '#shared/notifications/slack-message.ts'
import { slackLink, slackText } from '#shared/notifications/slack-text.ts'
import { snsMessage } from '#shared/notifications/sns-message.ts'
import { digest, published } from '#test/support/digests.ts'
import { finding, findingsOfUsers, gap } from '#test/support/findings.ts'

const messageOf = (what: Digest) => slackMessage(parsePublished(published(what)))
const textsOf = (blocks: readonly SlackBlock[]) =>
  blocks.flatMap((block) =>
    block.type === 'divider' ? [] : block.type === 'context' ? [...block.elements] : [block.text],
  )
/** What Slack would parse: everything that is not plain text. */
const markup = (blocks: readonly SlackBlock[]) => textsOf(blocks).filter(({ type }) => type === 'mrkdwn')

const signs = oneof(
  string({ unit: 'binary', maxLength: 400 }),
  array(constantFrom('&', '<', '>', '`', '*', '_', '~', '|', '\n', '<!channel>', '<@U1>', '<https://e|x>', '😀'), {
    maxLength: 600,
  }).map((list) => list.join('')),
)

test('a digest as people see it', () => {
  const blocks = messageOf(
    digest({
      fresh: [finding({ owner: 'ops' })],
      resolved: [finding({ message: 'Root was used.', resolution: { how: 'gone', words: 'It is over.' } })],
      notAssessed: [gap()],
      reportUrl: 'https://console.aws.amazon.com/s3/object/b?region=eu-central-1&prefix=k',
    }),
  ).blocks
  expect(textsOf(blocks).map(({ text }) => text)).toEqual([
    '1 new medium, 1 resolved, 1 check not assessed any more in prod-eu',
    'prod-eu (111111111111)',
    '0 critical · 0 high · 1 medium · 0 low open · 2026-04-01',
    'Access key 1 of alice is 121 days old; the limit is 90 days.\nDo: aws iam create-access-key --user-name alice',
    ':large_yellow_circle: *new medium* · risk 45',
    'access-key-not-rotated · owner ops',
    '*Resolved*',
    '• Root was used. It is over.',
    '*Not assessed any more*',
    '• iam:GetCredentialReport was denied.',
    '<https://console.aws.amazon.com/s3/object/b?region=eu-central-1&amp;prefix=k|Whole report>',
  ])
})

describe('rows 43, 44: names that would ping, link or format', () => {
  const hostile = finding({
    message: 'User in /<!channel>/<https://evil|login>/ `code` *b* _i_ ~s~ ```x``` & co',
    owner: '<!here>',
    remediation: { text: 'x', commands: ['aws iam x --path "/<!channel>/"'] },
  })
  const { text, blocks } = messageOf(
    digest({ fresh: [hostile], account: { id: '1', name: '<@U1>', partition: 'aws' } }),
  )
  test('stand in plain text, escaped, in blocks and in the fallback', () => {
    for (const one of [text, ...textsOf(blocks).map((element) => element.text)]) {
      expect(one).not.toMatch(/<[!@#]/)
      expect(one).not.toContain('<https://evil')
    }
    expect(JSON.stringify(markup(blocks))).not.toMatch(/channel|evil|here|U1/)
    expect(text).toContain('/&lt;!channel&gt;/&lt;https://evil|login&gt;/')
  })
  test('emoji codes stay letters', () => {
    for (const element of textsOf(blocks)) if (element.type === 'plain_text') expect(element.emoji).toBe(false)
  })
  test('bare addresses in our own words stay dead', () => {
    for (const element of markup(blocks)) expect(element).toMatchObject({ verbatim: true })
  })
})

describe('row 45: whatever is told', () => {
  const check = ({ text, blocks }: ReturnType<typeof slackMessage>): void => {
    expect(blocks.length).toBeLessThanOrEqual(50)
    expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(10_500)
    expect(text.length).toBeLessThanOrEqual(4_000)
    for (const element of textsOf(blocks)) {
      expect(element.text.length).toBeGreaterThan(0)
      expect(element.text.length).toBeLessThanOrEqual(3_000)
      expect(element.text.isWellFormed()).toBe(true)
    }
    for (const block of blocks) if (block.type === 'header') expect(block.text.text.length).toBeLessThanOrEqual(150)
  }
  test('it keeps to the limits', () => {
    assert(
      property(signs, (name) => {
        const one = finding({ message: name, owner: name, title: name, change: name })
        const many = Array.from({ length: 40 }, () => one)
        check(
          messageOf(
            digest({
              account: { id: '1', name, partition: 'aws' },
              fresh: many,
              changed: many,
              resolved: many,
              notAssessed: many.map((_, index) => gap({ reason: `${name}${index}` })),
              endingExceptions: [name, name],
              reportLocation: `s3://${name}`,
            }),
          ),
        )
      }),
      { numRuns: 60 },
    )
  })
  test('5,000 findings are one message that counts what it does not show', () => {
    const fresh = findingsOfUsers(5000, { message: 'x'.repeat(300) })
    const message = messageOf(digest({ fresh }))
    check(message)
    const shown = message.blocks.filter(({ type }) => type === 'section').length
    expect(textsOf(message.blocks).map(({ text }) => text)).toContain(
      `…and *${5000 - shown} more*, all of them in the report.`,
    )
  })
  test('nothing is cut within an escape or a character', () => {
    assert(
      property(signs, (name) => {
        for (const limit of [1, 2, 10, 150]) {
          const cut = slackText(name, limit)
          expect(cut.length).toBeLessThanOrEqual(limit)
          expect(cut.replaceAll(/&(?:amp|lt|gt);/g, '')).not.toMatch(/[&<>]/)
          expect(cut.isWellFormed()).toBe(true)
        }
      }),
    )
  })
})

test('the first run is calm: five findings, and how many more', () => {
  const { blocks } = messageOf(digest({ firstRun: true, fresh: findingsOfUsers(300) }))
  expect(textsOf(blocks)[0]?.text).toBe('First audit of prod-eu: 0 critical, 0 high, 1 medium, 0 low')
  expect(blocks.filter(({ type }) => type === 'section')).toHaveLength(5)
  expect(textsOf(blocks).map(({ text }) => text)).toContain('…and *295 more*, all of them in the report.')
})
test('what is told of one user stands together, under the gravest; of the account each stands alone', () => {
  const also = ['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) =>
    finding({ id, severity: 'low', message: `Fault ${id}.` }),
  )
  const account = { type: 'account', arn: 'arn:aws:iam::111111111111:root', name: '111111111111' }
  const apart = ['i', 'j'].map((id) => finding({ id, subject: account, message: `Fault ${id}.` }))
  const { blocks } = messageOf(digest({ fresh: [finding(), ...also, ...apart] }))
  expect(blocks.flatMap((block) => (block.type === 'section' ? [block.text.text.split('\n')] : []))).toEqual([
    [
      'Access key 1 of alice is 121 days old; the limit is 90 days.',
      'Do: aws iam create-access-key --user-name alice',
      'Also low: Fault b.',
      'Also low: Fault c.',
      'Also low: Fault d.',
      'Also low: Fault e.',
      'Also low: Fault f.',
    ],
    ['Fault i.', 'Do: aws iam create-access-key --user-name alice'],
    ['Fault j.', 'Do: aws iam create-access-key --user-name alice'],
  ])
  expect(textsOf(blocks).map(({ text }) => text)).toContain('…and *2 more*, all of them in the report.')
})
test('the first run counts what is milder about the same user', () => {
  const also = [finding({ id: 'b', severity: 'high', message: 'Fault b.' }), finding({ id: 'c', severity: 'low' })]
  const { blocks } = messageOf(digest({ firstRun: true, fresh: [finding({ severity: 'critical' }), ...also] }))
  expect(blocks.flatMap((block) => (block.type === 'section' ? block.text.text.split('\n').slice(2) : []))).toEqual([
    'Also high: Fault b.',
  ])
  expect(textsOf(blocks).map(({ text }) => text)).toContain('…and *1 more*, all of them in the report.')
})
test('a link cannot be ended from within', () => {
  expect(slackLink('https://x/<a|b>', 'l')).toBe('<https://x/%3Ca%7Cb%3E|l>')
})

describe('other messages of the topic', () => {
  test('an alarm of CloudWatch', () => {
    const alarm = {
      AlarmName: 'DeadLetterAlarm',
      AlarmDescription: 'Something waits in the dead-letter queue.',
      NewStateValue: 'ALARM',
      NewStateReason: 'Threshold Crossed',
      AWSAccountId: '111111111111',
    }
    expect(textsOf(slackMessage(parsePublished(JSON.stringify(alarm))).blocks).map(({ text }) => text)).toEqual([
      'Alarm: DeadLetterAlarm',
      'Something waits in the dead-letter queue.',
      '111111111111 · Threshold Crossed',
    ])
  })
  test('JSON of another kind is told by its subject and its report', () => {
    const other = JSON.stringify({ kind: 'later-digest', report: 's3://b/k', reportUrl: 'https://console/x' })
    expect(
      textsOf(slackMessage(parsePublished(other, '3 new critical in o-1')).blocks).map(({ text }) => text),
    ).toEqual(['3 new critical in o-1', 'Whole report: s3://b/k', '<https://console/x|Whole report>'])
  })
  test.each(['', 'hello <!channel>', '{"kind":"digest"}', '[]', 'null'])('%j is shown as text', (text) => {
    const { blocks } = slackMessage(parsePublished(text))
    expect(blocks.length).toBeGreaterThan(0)
    expect(JSON.stringify(blocks)).not.toContain('<!')
  })
})

describe('Amazon Q Developer in chat applications', () => {
  const hostile = finding({ message: 'path `/<!channel>/` *x*' })
  test('its own schema, with what others wrote in code that nothing can end', () => {
    const message = amazonQMessage(digest({ fresh: [hostile] }), 'abc')
    expect(message).toMatchObject({
      version: '1.0',
      source: 'custom',
      id: 'abc',
      content: { textType: 'client-markdown', nextSteps: ['`aws iam create-access-key --user-name alice`'] },
      metadata: { threadId: 'credaudit-111111111111-2026-04-01', eventType: 'credaudit-digest' },
    })
    expect(message.content.description.split('\n')[0]).toBe("*medium* `path '/&lt;!channel&gt;/' *x*`")
  })
  test('only HTTPS endpoints get it, and only if asked', () => {
    const bodies = (https: 'json' | 'amazon-q') =>
      JSON.parse(snsMessage(digest(), https).message) as Record<string, string>
    expect(JSON.parse(bodies('amazon-q')['https'] ?? '')).toMatchObject({ source: 'custom' })
    expect(JSON.parse(bodies('amazon-q')['sqs'] ?? '')).toMatchObject({ kind: 'digest' })
    expect(JSON.parse(bodies('json')['https'] ?? '')).toMatchObject({ kind: 'digest' })
  })
})
