import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isEmulatorMissing } from '#infra/emulator/install-emulator.ts'
import { stateFolder } from '#shared/clients/state-folder.ts'
import { publishToTopic } from '#shared/clients/topic.ts'
import type { OutgoingMessage } from '#shared/findings/account-state.ts'
import type { AuditOutcome } from '#shared/jobs/audit-account.ts'
import { digestOf } from '#shared/jobs/digest-of.ts'
import { rememberAndAnnounce } from '#shared/jobs/remember-and-announce.ts'
import { reportUrl } from '#shared/notifications/console-url.ts'
import { hasNews } from '#shared/notifications/digest.ts'
import type { SlackMessage } from '#shared/notifications/slack-blocks.ts'
import { snsMessage } from '#shared/notifications/sns-message.ts'
import manifest from '../../package.json' with { type: 'json' }
import { sampleOutcome } from '../sample-document.ts'
import { BUCKET, type DeliveryWorld, REGION, type SnsEnvelope, startDeliveryWorld } from './delivery-world.ts'
import { mailAsHtml, messagesPage, slackAsHtml, slackAsText } from './drawn-slack.ts'

export interface DeliverOptions {
  /** Where findings are remembered; a folder that is thrown away when undefined. */
  readonly state?: string | undefined
  /** Where what arrived is written besides. */
  readonly out?: string | undefined
}

const say = (sentence: string): void => void process.stderr.write(`demo: ${sentence}\n`)
const show = (text: string): void => void process.stdout.write(`${text}\n`)
const headed = (title: string): string => `\n===== ${title} ${'='.repeat(Math.max(0, 71 - title.length))}\n`

/** As the daily Lambda does: remember, then publish what is decided, then mark it as sent. */
const announce = async (
  { sns, topicArn }: DeliveryWorld,
  { document, result }: AuditOutcome,
  state: string,
): Promise<readonly OutgoingMessage[]> => {
  const published: OutgoingMessage[] = []
  const accountId = document.account.id ?? 'unknown'
  const key = `reports/${accountId}/${document.assessedAt.replaceAll(/[-:]|\.\d+/g, '')}.json`
  const place = {
    reportLocation: `s3://${BUCKET}/${key}`,
    reportUrl: reportUrl({ partition: document.account.partition, region: REGION, bucket: BUCKET, key }),
    environment: 'demo',
  }
  const announcing = {
    store: stateFolder(state),
    publish: async (message: OutgoingMessage) => {
      const { subject, message: bodies, attributes } = message
      const pairs = new Map(Object.entries(attributes))
      await publishToTopic(sns, { topicArn, subject, message: bodies, structure: 'json', attributes: pairs })
      published.push(message)
    },
    messageFor: (change: Parameters<typeof digestOf>[1]) => {
      const digest = digestOf(document, change, place)
      return hasNews(digest) ? snsMessage(digest) : undefined
    },
  }
  await rememberAndAnnounce(announcing, result, accountId, new Date(document.assessedAt))
  return published
}

/** What a person with a subscription by mail gets: SNS sends the body for `email` under the message's subject. */
const mailOf = ({ subject, message }: OutgoingMessage): string =>
  `From: AWS Notifications <no-reply@sns.amazonaws.com>\nSubject: ${subject}\n\n${(JSON.parse(message) as { email: string }).email}`

interface Arrived {
  readonly mails: readonly string[]
  readonly envelopes: readonly SnsEnvelope[]
  readonly posts: readonly SlackMessage[]
}

const deliverOnce = async (world: DeliveryWorld, outcome: AuditOutcome, state: string): Promise<Arrived> => {
  const before = world.slack.length
  const published = await announce(world, outcome, state)
  const envelopes = await world.delivered()
  if (envelopes.length > 0) {
    const { error, output } = await world.notifySlack(envelopes)
    if (error !== undefined) throw new Error(`The Slack function failed: ${error}\n${output}`)
  }
  // The server has refused whatever Slack would refuse.
  const posts = world.slack.slice(before).map(({ body }) => body as unknown as SlackMessage)
  return { mails: published.map(mailOf), envelopes, posts }
}

const showArrived = ({ mails, posts }: Arrived): void => {
  for (const mail of mails) show(`${headed('E-MAIL')}\n${mail}`)
  for (const { blocks } of posts) show(`${headed('SLACK')}\n${slackAsText(blocks)}`)
}

const write = async (folder: string, { mails, envelopes, posts }: Arrived): Promise<void> => {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
  const page = messagesPage([
    ...posts.map(({ blocks }) => ({ title: 'Slack', html: slackAsHtml(blocks) })),
    ...mails.map((mail) => ({ title: 'E-mail', html: mailAsHtml(mail) })),
  ])
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'mail.txt'), mails.join('\n'))
  await writeFile(path.join(folder, 'sns.json'), json(envelopes))
  await writeFile(path.join(folder, 'slack.json'), json(posts))
  await writeFile(path.join(folder, 'messages.html'), page)
  say(`wrote mail.txt, sns.json, slack.json and messages.html into ${folder}`)
}

const deliverAll = async (world: DeliveryWorld, state: string, out: string | undefined): Promise<void> => {
  say('auditing samples/account as of 2026-11-20 06:00 UTC')
  const outcome = await sampleOutcome(manifest.version, { suggestions: false })
  const arrived = await deliverOnce(world, outcome, state)
  if (arrived.mails.length === 0) {
    show('Nothing new: nothing sent.')
    return
  }
  showArrived(arrived)
  if (out !== undefined) await write(out, arrived)
  const again = await deliverOnce(world, outcome, state)
  const sent = again.mails.length + again.posts.length
  show(headed('THE SAME AUDIT AGAIN'))
  show(sent === 0 ? 'Nothing new: nothing sent.' : `${sent} messages were sent again.`)
}

/** `npm run demo -- --deliver`: audit, state, SNS, the Slack Lambda, and what people get in the end. All on this machine. */
export const deliverSample = async ({ state, out }: DeliverOptions): Promise<void> => {
  say(
    isEmulatorMissing()
      ? 'installing moto, an emulator of AWS, from PyPI into .venv/emulator (once; needs Python)'
      : 'starting moto, the emulator of AWS in .venv/emulator',
  )
  const thrownAway = state === undefined ? await mkdtemp(path.join(tmpdir(), 'credaudit-state-')) : undefined
  const world = await startDeliveryWorld()
  try {
    say('SNS, S3, SQS and Secrets Manager are the emulator; Slack is a server on this machine. Nothing leaves it.')
    await deliverAll(world, state ?? thrownAway ?? '', out)
  } finally {
    await world.stop()
    if (thrownAway !== undefined) await rm(thrownAway, { recursive: true })
  }
}
