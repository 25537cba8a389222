import en from 'zod/v4/locales/en.js'
import * as z from 'zod/mini'
import { parseArn } from '#shared/facts/arn.ts'

// zod/mini has no words of its own.
z.config(en())

/**
 * The signed string joins names and values by line ends (SNS developer guide, "Verifying the signatures of Amazon SNS messages"), so
 * only Message may have more than one line: else one signed message could be read as another.
 */
const line = z.string().check(z.regex(/^[^\r\n]+$/, 'must be one line'))
const common = {
  MessageId: z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be a UUID')),
  TopicArn: line,
  Message: z.string(),
  Timestamp: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/, 'must be an instant')),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string().check(z.regex(/^[A-Za-z0-9+/]{64,2048}={0,2}$/, 'must be base64')),
  SigningCertURL: line,
}
const schema = z.discriminatedUnion('Type', [
  z.object({ ...common, Type: z.literal('Notification'), Subject: z.nullish(line) }),
  z.object({ ...common, Type: z.literal('SubscriptionConfirmation'), Token: line, SubscribeURL: line }),
  z.object({ ...common, Type: z.literal('UnsubscribeConfirmation'), Token: line, SubscribeURL: line }),
])

/** What SNS posts to an HTTPS endpoint; not yet known to be from SNS. */
export type ReceivedSnsMessage = z.infer<typeof schema>

export type Reception =
  | { readonly state: 'plausible'; readonly message: ReceivedSnsMessage; readonly origin: string }
  | { readonly state: 'refused'; readonly reason: string }

/** Where SNS is in each partition; certificates come from nowhere else. */
const DOMAINS: ReadonlyMap<string, string> = new Map([
  ['aws', 'amazonaws.com'],
  ['aws-us-gov', 'amazonaws.com'],
  ['aws-cn', 'amazonaws.com.cn'],
])

const OLDEST_MS = 3_600_000
const CLOCK_SKEW_MS = 300_000
const LONGEST = 1_048_576

/** SNS in the topic's own Region: `https://sns.eu-central-1.amazonaws.com`. */
const originOf = (topicArn: string): string | undefined => {
  const { partition = '', region = '', service } = parseArn(topicArn) ?? {}
  const domain = DOMAINS.get(partition)
  return domain === undefined || service !== 'sns' || !/^[a-z]{2,}(-[a-z]+)+-\d$/.test(region)
    ? undefined
    : `https://sns.${region}.${domain}`
}

const refused = (reason: string): Reception => ({ state: 'refused', reason })

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const judged = (message: ReceivedSnsMessage, topics: readonly string[], now: Date): Reception => {
  if (!topics.includes(message.TopicArn)) return refused('its topic is not one of those that are allowed')
  const origin = originOf(message.TopicArn)
  if (origin === undefined) return refused('its topic is in no Region and partition whose SNS is known')
  // By its letters, before anything parses it: a port, a user, a query or `..` are no part of what SNS sends.
  const [before, name = ''] = message.SigningCertURL.split('/SimpleNotificationService-')
  if (before !== origin || !/^[0-9A-Za-z]{1,64}\.pem$/.test(name))
    return refused(`its certificate is not one of ${origin}`)
  const age = now.getTime() - Date.parse(message.Timestamp)
  if (!(age <= OLDEST_MS && age >= -CLOCK_SKEW_MS)) return refused('it is more than an hour old, or from the future')
  return { state: 'plausible', message, origin }
}

/** All that can be said of a request before anything is fetched: whatever is not plainly SNS's own is refused here. */
export const receiveSnsMessage = (
  text: string,
  { topics, now }: { readonly topics: readonly string[]; readonly now: Date },
): Reception => {
  if (text.length > LONGEST) return refused('it is longer than anything that SNS sends')
  const parsed = schema.safeParse(jsonOf(text))
  if (parsed.success) return judged(parsed.data, topics, now)
  const [issue] = parsed.error.issues
  return refused(`it is no message of SNS (${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not readable'})`)
}

/** Confirms the subscription to this topic and no other: made here, so that no address of a stranger's is ever called. */
export const confirmationUrl = (
  { TopicArn, Token }: Extract<ReceivedSnsMessage, { Type: 'SubscriptionConfirmation' }>,
  origin: string,
): string =>
  `${origin}/?Action=ConfirmSubscription&TopicArn=${encodeURIComponent(TopicArn)}&Token=${encodeURIComponent(Token)}`
