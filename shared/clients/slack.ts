import type { Clock } from './clock.ts'

/** A webhook's address and a bot's token are both secrets: neither is ever part of an error. */
export type SlackTarget =
  | { readonly kind: 'webhook'; readonly url: string }
  | { readonly kind: 'bot'; readonly token: string; readonly channel: string; readonly apiBase: string }

export interface SlackPost {
  readonly text: string
  readonly blocks?: readonly object[]
  /** A bot's message of the same day, under which this one stands. */
  readonly threadTs?: string
}

export interface SlackTools {
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  /** No try begins after it. */
  readonly deadline: Date
  readonly timeoutMs?: number
}

/** `permanent`: another try would meet the same; somebody has to look at the channel, the app or the message. */
export class SlackError extends Error {
  readonly code: string
  readonly permanent: boolean
  constructor(code: string, permanent: boolean) {
    const advice = permanent
      ? 'It will not take it on another try: look at the channel, the app and its secret.'
      : 'It may take it later.'
    super(`Slack did not take the message (${code}). ${advice}`)
    this.name = 'SlackError'
    this.code = code
    this.permanent = permanent
  }
}

const MOST_TRIES = 6
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000
const DEFAULT_TIMEOUT_MS = 10_000

/** What Slack says when it means "not now" (api.slack.com, chat.postMessage errors). */
const PASSING = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'rollup_error',
])
/** What Slack says of blocks that it does not take: the same news goes as plain text. */
const ABOUT_BLOCKS = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'invalid_payload'])

type Answer =
  | { readonly state: 'taken'; readonly ts: string | undefined }
  | { readonly state: 'later'; readonly code: string; readonly waitMs?: number }
  | { readonly state: 'refused'; readonly code: string }

/** Slack's error words only: whatever else came back might repeat what was sent. */
const codeOf = (text: string, status: number): string => {
  const word = text.trim()
  return /^[a-z_]{3,60}$/.test(word) ? word : `HTTP ${status}`
}

const retryAfterOf = (response: Response): number | undefined => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined
}

const judged = (code: string, waitMs?: number): Answer =>
  PASSING.has(code) ? { state: 'later', code, ...(waitMs === undefined ? {} : { waitMs }) } : { state: 'refused', code }

const answerOfBot = (text: string, response: Response): Answer => {
  const json = jsonOf(text)
  if (json === undefined) return { state: 'later', code: `HTTP ${response.status} without JSON` }
  if (json['ok'] === true) return { state: 'taken', ts: typeof json['ts'] === 'string' ? json['ts'] : undefined }
  return judged(codeOf(String(json['error']), response.status), retryAfterOf(response))
}

const answerOf = async (response: Response, kind: SlackTarget['kind']): Promise<Answer> => {
  const text = (await response.text()).slice(0, 10_000)
  const waitMs = retryAfterOf(response)
  if (response.status === 429)
    return { state: 'later', code: 'ratelimited', ...(waitMs === undefined ? {} : { waitMs }) }
  if (response.status >= 500) return { state: 'later', code: `HTTP ${response.status}` }
  if (kind === 'bot' && response.ok) return answerOfBot(text, response)
  return response.ok ? { state: 'taken', ts: undefined } : judged(codeOf(text, response.status))
}

const jsonOf = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

const requestOf = (target: SlackTarget, { text, blocks, threadTs }: SlackPost) => {
  const body = {
    text,
    ...(blocks === undefined ? {} : { blocks }),
    // Nothing in the text is ours to format, link or unfurl.
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    ...(target.kind === 'bot' ? { channel: target.channel, link_names: false, parse: 'none' } : {}),
    ...(target.kind === 'bot' && threadTs !== undefined ? { thread_ts: threadTs } : {}),
  }
  return {
    url: target.kind === 'webhook' ? target.url : new URL('chat.postMessage', target.apiBase).href,
    init: {
      method: 'POST',
      // A redirect would carry the secret to whoever it names.
      redirect: 'error' as const,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(target.kind === 'bot' ? { authorization: `Bearer ${target.token}` } : {}),
      },
      body: JSON.stringify(body),
    },
  }
}

const tryOnce = async (target: SlackTarget, post: SlackPost, { fetch, timeoutMs }: SlackTools): Promise<Answer> => {
  const { url, init } = requestOf(target, post)
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs ?? DEFAULT_TIMEOUT_MS) })
    return await answerOf(response, target.kind)
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return { state: 'later', code: timedOut ? 'timeout' : 'no connection' }
  }
}

const persistently = async (target: SlackTarget, post: SlackPost, tools: SlackTools): Promise<Answer> => {
  const { clock, deadline } = tools
  let wait = FIRST_WAIT_MS
  for (let tries = 1; ; tries += 1) {
    const answer = await tryOnce(target, post, tools)
    if (answer.state !== 'later' || tries === MOST_TRIES) return answer
    const pause = answer.waitMs ?? wait
    if (clock.now().getTime() + pause >= deadline.getTime()) return answer
    await clock.sleep(pause)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }
}

/**
 * Posts one message and answers its `ts` (bots only). Waits as long as Slack asks; blocks that are refused go again as plain text.
 * Throws a SlackError that says whether another run may succeed.
 */
export const postToSlack = async (
  target: SlackTarget,
  post: SlackPost,
  tools: SlackTools,
): Promise<string | undefined> => {
  const first = await persistently(target, post, tools)
  const { blocks, ...withoutBlocks } = post
  const answer =
    first.state === 'refused' && blocks !== undefined && ABOUT_BLOCKS.has(first.code)
      ? await persistently(target, withoutBlocks, tools)
      : first
  if (answer.state === 'taken') return answer.ts
  throw new SlackError(answer.code, answer.state === 'refused')
}
