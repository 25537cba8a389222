import { afterEach, describe, expect, test } from 'vitest'
import type { Clock } from '#shared/clients/clock.ts'
import { postToSlack, SlackError, type SlackTarget } from '#shared/clients/slack.ts'
import { at } from '#test/support/facts.ts'
import { type SlackAnswer, startSlack } from '#infra/emulator/slack-server.ts'

let running: Awaited<ReturnType<typeof startSlack>> | undefined
const slack = async (...faults: readonly SlackAnswer[]) => (running = await startSlack(faults))
afterEach(async () => {
  await running?.stop()
  running = undefined
})

const waits: number[] = []
const clockOf = (): Clock => {
  waits.length = 0
  let now = at('2026-04-01').getTime()
  return {
    now: () => new Date(now),
    sleep: async (milliseconds) => {
      waits.push(milliseconds)
      now += milliseconds
    },
  }
}
const post = (
  target: SlackTarget,
  more: { text?: string; blocks?: object[]; threadTs?: string } = {},
  { seconds = 240, timeoutMs = 20_000 } = {},
) => {
  const clock = clockOf()
  return postToSlack(
    target,
    { text: 'news', ...more },
    { fetch: globalThis.fetch, clock, deadline: new Date(clock.now().getTime() + seconds * 1000), timeoutMs },
  )
}
const refusal = async (answer: Promise<unknown>): Promise<SlackError> => {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof SlackError)) throw new Error('no SlackError')
  return error
}

describe('a webhook', () => {
  test('gets text and blocks, with nothing to format or unfurl', async () => {
    const { webhook, received } = await slack()
    await post(webhook, { blocks: [{ type: 'divider' }] })
    expect(received).toMatchObject([
      {
        body: { text: 'news', mrkdwn: false, unfurl_links: false, unfurl_media: false, blocks: [{ type: 'divider' }] },
      },
    ])
  })
  test('row 46: 429 is waited out as long as Slack says', async () => {
    const { webhook, received } = await slack({ status: 429, headers: { 'retry-after': '30' } })
    await post(webhook)
    expect([received.length, waits]).toEqual([2, [30_000]])
  })
  test('row 46: a wait that is longer than the time left is left to the next run', async () => {
    const { webhook, received } = await slack({ status: 429, headers: { 'retry-after': '300' } })
    expect(await refusal(post(webhook))).toMatchObject({ code: 'ratelimited', permanent: false })
    expect([received.length, waits]).toEqual([1, []])
  })
  test('row 46: 500 is tried again, with growing pauses', async () => {
    const { webhook } = await slack({ status: 500 }, { status: 503 })
    await post(webhook)
    expect(waits).toEqual([1000, 2000])
  })
  test('row 46: six times at most', async () => {
    const { webhook, received } = await slack(...Array.from({ length: 9 }, () => ({ status: 500 })))
    expect(await refusal(post(webhook))).toMatchObject({ code: 'HTTP 500', permanent: false })
    expect(received).toHaveLength(6)
  })
  test('row 46: a server that hangs is left, and asked again', async () => {
    const { webhook, received } = await slack({ hangs: true })
    await post(webhook, {}, { timeoutMs: 400 })
    expect(received.length).toBeGreaterThan(1)
  })
  test('nobody listening is not for ever', async () => {
    const { webhook, stop } = await slack()
    await stop()
    expect(await refusal(post(webhook))).toMatchObject({ code: 'no connection', permanent: false })
  })
  test.each([
    [404, 'no_service'],
    [404, 'channel_not_found'],
    [410, 'channel_is_archived'],
    [403, 'action_prohibited'],
    [403, 'invalid_token'],
  ])('row 46: %i %s is for ever: asked once', async (status, body) => {
    const { webhook, received } = await slack({ status, body })
    expect(await refusal(post(webhook, { blocks: [{ type: 'divider' }] }))).toMatchObject({
      code: body,
      permanent: true,
    })
    expect(received).toHaveLength(1)
  })
  test.each(['invalid_blocks', 'msg_blocks_too_long', 'invalid_payload'])(
    'row 45: %s: the same news as plain text',
    async (body) => {
      const { webhook, received } = await slack({ status: 400, body })
      await post(webhook, { blocks: [{ type: 'divider' }] })
      expect(received.map((one) => 'blocks' in one.body)).toEqual([true, false])
    },
  )
  test('row 45: the server itself refuses what is too long, and takes the fallback', async () => {
    const { webhook, received } = await slack()
    const blocks = Array.from({ length: 60 }, () => ({ type: 'divider' }))
    await post(webhook, { blocks })
    expect(received.map((one) => 'blocks' in one.body)).toEqual([true, false])
  })
  test('a redirect is not followed: it would carry the message elsewhere', async () => {
    const { webhook, received } = await slack({ status: 302, headers: { location: '/services/evil' } })
    await post(webhook)
    expect(received.map(({ path }) => path)).toEqual([received[0]?.path, received[0]?.path])
  })
})

describe('a bot', () => {
  test('gets token, channel and thread, and answers where the thread begins', async () => {
    const { bot, received } = await slack()
    expect(await post(bot, { threadTs: '16.1' })).toBe('17.1')
    expect(received).toMatchObject([
      {
        path: '/api/chat.postMessage',
        authorization: 'Bearer xoxb-very-secret',
        body: { channel: 'C01', thread_ts: '16.1', parse: 'none', link_names: false },
      },
    ])
  })
  test.each([
    ['ratelimited', false],
    ['internal_error', false],
    ['invalid_auth', true],
    ['channel_not_found', true],
    ['not_in_channel', true],
  ])('200 with ok:false %s; for ever: %s', async (error, permanent) => {
    const answer = { body: JSON.stringify({ ok: false, error }) }
    const { bot } = await slack(...Array.from({ length: 9 }, () => answer))
    expect(await refusal(post(bot))).toMatchObject({ code: error, permanent })
  })
  test('an answer that is no JSON may pass', async () => {
    const { bot, received } = await slack({ body: '<html>busy</html>' })
    await post(bot)
    expect(received).toHaveLength(2)
  })
})

test('row 50: no error repeats the address, the token, the message or what came back', async () => {
  const echo = 'T0/B0/verysecretpath xoxb-very-secret news'
  const { webhook, bot } = await slack(
    { status: 404, body: echo },
    { body: JSON.stringify({ ok: false, error: echo }) },
    { status: 302, headers: { location: 'http://x/verysecretpath' } },
  )
  for (const target of [webhook, bot, webhook]) {
    const error = await refusal(post(target, {}, { seconds: 0 }))
    expect(`${error.message} ${error.stack ?? ''} ${String(error.cause)}`).not.toMatch(
      /verysecret|very-secret|news|127\.0\.0\.1/,
    )
  }
})
