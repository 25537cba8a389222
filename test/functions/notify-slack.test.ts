import { afterEach, describe, expect, test } from 'vitest'
import { deliver, type DeliveryTools } from '#functions/notify-slack/deliver.ts'
import { parseSlackSecret } from '#shared/clients/slack-secret.ts'
import type { SlackTarget } from '#shared/clients/slack.ts'
import type { StateStore } from '#shared/jobs/remember-and-announce.ts'
import { digest, published } from '#test/support/digests.ts'
import { at } from '#test/support/facts.ts'
import { finding } from '#test/support/findings.ts'
import { type SlackAnswer, startSlack } from '#infra/emulator/slack-server.ts'

let running: Awaited<ReturnType<typeof startSlack>> | undefined
const slack = async (...faults: readonly SlackAnswer[]) => (running = await startSlack(faults))
afterEach(async () => {
  await running?.stop()
  running = undefined
})

const memory = (): StateStore => {
  const kept = new Map<string, { bytes: Uint8Array; version: string }>()
  let writes = 0
  return {
    read: async (name) => kept.get(name),
    write: async (name, bytes, replaces) => {
      if (kept.get(name)?.version !== replaces) return { state: 'overtaken' }
      writes += 1
      kept.set(name, { bytes, version: String(writes) })
      return { state: 'written', etag: String(writes) }
    },
  }
}
const toolsFor = (target: SlackTarget, store = memory()) => {
  const letters: { body: string; reason: string }[] = []
  let now = at('2026-04-01T06:01:00Z').getTime()
  const tools: DeliveryTools = {
    target,
    store,
    toDeadLetters: async (letter) => void letters.push(letter),
    fetch: globalThis.fetch,
    clock: {
      now: () => new Date(now),
      sleep: async (milliseconds) => void (now += milliseconds),
    },
    deadline: new Date(now + 120_000),
    timeoutMs: 20_000,
  }
  return { tools, letters, tomorrow: () => void (now += 86_400_000) }
}
const [first, second] = [digest(), digest({ fresh: [finding({ id: 'other' })] })].map((what) => ({
  text: published(what),
}))
if (first === undefined || second === undefined) throw new Error('two messages')

test('the same message twice is posted once', async () => {
  const { webhook, received } = await slack()
  const { tools } = toolsFor(webhook)
  expect([await deliver(first, tools), await deliver(first, tools)]).toEqual(['sent', 'sent before'])
  expect(received).toHaveLength(1)
})
test('a bot keeps one thread for an account and a day', async () => {
  const { bot, received } = await slack()
  const { tools, tomorrow } = toolsFor(bot)
  await deliver(first, tools)
  await deliver(second, tools)
  tomorrow()
  await deliver({ text: published(digest({ fresh: [finding({ id: 'third' })] })) }, tools)
  expect(received.map(({ body }) => body['thread_ts'])).toEqual([undefined, '17.1', undefined])
})
test('what Slack takes later is thrown, for Lambda to try again, and then posted once', async () => {
  const { webhook, received } = await slack(...Array.from({ length: 6 }, () => ({ status: 500 })))
  const { tools, letters } = toolsFor(webhook)
  await expect(deliver(first, tools)).rejects.toThrow(
    'Slack did not take the message (HTTP 500). It may take it later.',
  )
  expect(await deliver(first, tools)).toBe('sent')
  expect([received.length, letters]).toEqual([7, []])
})
test('row 46: what Slack will never take waits in the dead-letter queue with the reason', async () => {
  const { webhook, received } = await slack({ status: 404, body: 'no_service' })
  const { tools, letters } = toolsFor(webhook)
  expect(await deliver(first, tools)).toBe('dead letter')
  expect(received).toHaveLength(1)
  expect(letters).toEqual([
    {
      body: first.text,
      reason:
        'Slack did not take the message (no_service). It will not take it on another try: look at the channel, the app and its secret.',
    },
  ])
})
describe('stopped at any effect and invoked again, the message is in the channel; twice only where Slack had taken it before the mark', () => {
  // Read what was sent, post, read again, mark.
  const stops = [1, 2, 3, 4].flatMap((effect): [number, boolean][] => [
    [effect, true],
    [effect, false],
  ])
  test.each(stops)('effect %i, before it took place: %s', async (stopAt, before) => {
    const { webhook, received } = await slack()
    const kept = memory()
    let effects = 0
    const effect = async <T>(take: () => Promise<T>): Promise<T> => {
      effects += 1
      if (effects === stopAt && before) throw new Error('stopped')
      const result = await take()
      if (effects === stopAt) throw new Error('stopped')
      return result
    }
    const store: StateStore = {
      read: (name) => effect(() => kept.read(name)),
      write: (...words) => effect(() => kept.write(...words)),
    }
    const { tools } = toolsFor(webhook, store)
    // A post whose answer never came would be tried again at once: here the process ends with it.
    const ending = new AbortController()
    const fetch: typeof globalThis.fetch = (url, init) =>
      effect(() => globalThis.fetch(url, init)).catch((error: unknown) => {
        ending.abort()
        throw error
      })
    const clock = { ...tools.clock, sleep: async () => ending.signal.throwIfAborted() }
    await expect(deliver(first, { ...tools, fetch, clock })).rejects.toThrow(/stopped|aborted/)
    effects = Number.NEGATIVE_INFINITY
    const again = { ...toolsFor(webhook, kept).tools }
    await deliver(first, again)
    await deliver(first, again)
    const taken = (stopAt === 2 && !before) || stopAt === 3 || (stopAt === 4 && before)
    expect(received).toHaveLength(taken ? 2 : 1)
  })
  test('these are all effects of a delivery', async () => {
    const { webhook } = await slack()
    const kept = memory()
    const seen: string[] = []
    const store: StateStore = {
      read: (name) => (seen.push('read'), kept.read(name)),
      write: (...words) => (seen.push('write'), kept.write(...words)),
    }
    const { tools } = toolsFor(webhook, store)
    await deliver(first, { ...tools, fetch: (url, init) => (seen.push('post'), globalThis.fetch(url, init)) })
    expect(seen).toEqual(['read', 'post', 'read', 'write'])
  })
})
test('what our server says of the blocks is what Slack would', async () => {
  const { webhook, received } = await slack()
  const { tools } = toolsFor(webhook)
  const fresh = Array.from({ length: 300 }, (_, index) => finding({ id: String(index), message: '<&>'.repeat(200) }))
  expect(await deliver({ text: published(digest({ fresh })) }, tools)).toBe('sent')
  expect(received.map(({ body }) => 'blocks' in body)).toEqual([true])
})

describe('the secret', () => {
  const url = 'https://hooks.slack.com/services/T/B/x'
  test.each([
    ['an address', url, { kind: 'webhook', url }],
    ['an address in JSON', JSON.stringify({ webhookUrl: url }), { kind: 'webhook', url }],
    [
      'a bot',
      JSON.stringify({ botToken: 'xoxb-1-a', channel: 'C01' }),
      { kind: 'bot', token: 'xoxb-1-a', channel: 'C01', apiBase: 'https://slack.com/api/' },
    ],
  ])('%s', (_name, text, target) => {
    expect(parseSlackSecret(text)).toEqual(target)
  })
  test.each([
    'http://hooks.slack.com/services/T/B/verysecret',
    'https://hooks.slack.com.evil.com/verysecret',
    'https://evil.com/hooks.slack.com/verysecret',
    'https://user@evil.com/verysecret',
    'http://169.254.169.254/verysecret',
    JSON.stringify({ botToken: 'xoxb-1-a', channel: 'C01', apiBase: 'https://evil.com/verysecret' }),
    JSON.stringify({ botToken: 'xoxb-verysecret', channel: 'a b\r\nc' }),
    'verysecret',
    '{"verysecret": 1}',
    '',
  ])('%s is refused, and not repeated', (text) => {
    expect(() => parseSlackSecret(text)).toThrow(/^The Slack secret must be the address of an incoming webhook/)
    expect(() => parseSlackSecret(text)).not.toThrow(/verysecret/)
  })
})
