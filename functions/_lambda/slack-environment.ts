import * as z from 'zod/mini'

const schema = z.object({
  EVIDENCE_BUCKET: z.string().check(z.minLength(1)),
  DEAD_LETTER_QUEUE_URL: z.string().check(z.minLength(1)),
  /** A name in Secrets Manager, or with a slash in front one in Systems Manager's Parameter Store. */
  SLACK_SECRET: z.string().check(z.minLength(1)),
  /** ARNs, comma separated, of topics whose messages may come by HTTPS; empty where none may. */
  HTTPS_TOPICS: z._default(z.string(), ''),
})

export interface SlackEnvironment {
  readonly bucket: string
  readonly deadLetterQueueUrl: string
  readonly secret: string
  readonly httpsTopics: readonly string[]
}

export const readSlackEnvironment = (
  variables: Readonly<Record<string, string | undefined>> = process.env,
): SlackEnvironment => {
  const parsed = schema.safeParse(variables)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`The environment variable ${issue?.path.join('.') ?? ''} is missing or empty; the stack sets it.`)
  }
  const { EVIDENCE_BUCKET: bucket, DEAD_LETTER_QUEUE_URL: deadLetterQueueUrl, SLACK_SECRET: secret } = parsed.data
  const httpsTopics = parsed.data.HTTPS_TOPICS.split(',')
    .map((arn) => arn.trim())
    .filter((arn) => arn !== '')
  return { bucket, deadLetterQueueUrl, secret, httpsTopics }
}
