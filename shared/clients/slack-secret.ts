import * as z from 'zod/mini'
import type { SlackTarget } from './slack.ts'

const botSchema = z.object({
  botToken: z.string().check(z.regex(/^xox[a-z]?-[\w-]+$/)),
  channel: z.string().check(z.regex(/^[\w#@.-]{1,80}$/)),
  apiBase: z._default(z.string(), 'https://slack.com/api/'),
})
const webhookSchema = z.object({ webhookUrl: z.string() })

/** Slack itself, or this machine: a secret that somebody else may write must not make the function call anywhere. */
const isSlack = (address: string): boolean => {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  if (protocol === 'http:') return hostname === '127.0.0.1'
  return protocol === 'https:' && /^(hooks\.)?slack(-gov)?\.com$/.test(hostname)
}

const refused = (): never => {
  throw new Error(
    'The Slack secret must be the address of an incoming webhook (https://hooks.slack.com/…), or JSON with webhookUrl, or with botToken and channel. Its value is not shown here.',
  )
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return { webhookUrl: text.trim() }
  }
}

export const parseSlackSecret = (text: string): SlackTarget => {
  const json = jsonOf(text)
  const bot = botSchema.safeParse(json)
  if (bot.success) {
    const { botToken: token, channel, apiBase } = bot.data
    return isSlack(apiBase) ? { kind: 'bot', token, channel, apiBase } : refused()
  }
  const webhook = webhookSchema.safeParse(json)
  return webhook.success && isSlack(webhook.data.webhookUrl)
    ? { kind: 'webhook', url: webhook.data.webhookUrl }
    : refused()
}
