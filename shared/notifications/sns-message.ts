import { createHash } from 'node:crypto'
import { sortedUnique } from '#shared/facts/order.ts'
import type { OutgoingMessage } from '#shared/findings/account-state.ts'
import { SEVERITIES, type Severity } from '#shared/findings/finding.ts'
import { ascii, cut } from './ascii.ts'
import type { Digest } from './digest.ts'
import { amazonQMessage } from './amazon-q-message.ts'
import { briefFinding } from './brief-finding.ts'
import { mailText } from './mail-text.ts'
import { subjectLine } from './subject-line.ts'

/** SNS counts bytes of UTF-8 over the whole message, attributes included (SNS developer guide, "Publish"). */
const LARGEST_MESSAGE = 262_144
const FOR_ATTRIBUTES = 4_096
const MOST_FINDINGS = 200
const MOST_IN_MAIL = 25

/** Version of the JSON body that queues, functions and HTTPS endpoints get (`docs/schemas/digest.json`). */
export const DIGEST_SCHEMA_VERSION = 1

const bytesOf = (text: string): number => new TextEncoder().encode(text).byteLength

const jsonBody = (digest: Digest, most: number): string => {
  const lists = { new: digest.fresh, changed: digest.changed, stillOpen: digest.stillOpen, resolved: digest.resolved }
  const shown = Object.fromEntries(
    Object.entries(lists).map(([name, list]) => [name, list.slice(0, most).map(briefFinding)]),
  )
  const leftOut = Object.fromEntries(
    Object.entries(lists).map(([name, list]) => [name, Math.max(0, list.length - most)]),
  )
  return JSON.stringify({
    schemaVersion: DIGEST_SCHEMA_VERSION,
    kind: 'digest',
    messageId: messageIdOf(digest),
    account: digest.account,
    ...(digest.environment === undefined ? {} : { environment: digest.environment }),
    assessedAt: digest.assessedAt,
    firstRun: digest.firstRun,
    counts: digest.counts,
    ...shown,
    leftOut,
    notAssessed: digest.notAssessed.slice(0, most),
    notAssessedTotal: digest.notAssessed.length,
    endingExceptions: digest.endingExceptions.slice(0, most),
    report: digest.reportLocation,
    ...(digest.reportUrl === undefined ? {} : { reportUrl: digest.reportUrl }),
  })
}

/** `amazon-q`: HTTPS endpoints are Amazon Q Developer in chat applications, which reads a schema of its own. */
export type HttpsBody = 'json' | 'amazon-q'

const envelope = (digest: Digest, most: number, https: HttpsBody): string => {
  const json = jsonBody(digest, most)
  const text = mailText(digest, Math.min(most, MOST_IN_MAIL))
  const web = https === 'json' ? json : JSON.stringify(amazonQMessage(digest, messageIdOf(digest)))
  return JSON.stringify({ default: text, email: text, sqs: json, lambda: json, https: web, http: web })
}

const worstOf = (digest: Digest): Severity | 'none' =>
  SEVERITIES.find((severity) =>
    [...digest.fresh, ...digest.changed].some((finding) => finding.severity === severity),
  ) ?? 'none'

/** SNS takes at most a hundred attributes; a handful, and none that an attacker's name can fill. */
const attributesOf = (digest: Digest, id: string): OutgoingMessage['attributes'] => {
  const families = sortedUnique([...digest.fresh, ...digest.changed].map(({ family }) => family))
  return {
    kind: 'digest',
    messageId: id,
    severity: worstOf(digest),
    account: digest.account.id,
    ...(families.length === 0 ? {} : { family: families }),
    ...(digest.environment === undefined ? {} : { environment: cut(ascii(digest.environment), 100) }),
  }
}

/** The same run gives the same id, so that a message which is sent twice after a crash can be dropped by whoever reads it. */
const messageIdOf = ({ account, assessedAt, fresh, changed, resolved }: Digest): string =>
  createHash('sha256')
    .update(
      JSON.stringify([account.id, assessedAt, ...[fresh, changed, resolved].map((list) => list.map(({ id }) => id))]),
    )
    .digest('hex')
    .slice(0, 32)

/**
 * One publish for one run. The number of findings in the bodies is halved until the message fits in bytes;
 * what was left out is counted in it, and the report has all.
 */
export const snsMessage = (digest: Digest, https: HttpsBody = 'json'): OutgoingMessage => {
  const id = messageIdOf(digest)
  const attributes = attributesOf(digest, id)
  let most = MOST_FINDINGS
  let message = envelope(digest, most, https)
  while (bytesOf(message) > LARGEST_MESSAGE - FOR_ATTRIBUTES && most > 0) {
    most = Math.floor(most / 2)
    message = envelope(digest, most, https)
  }
  return { id, subject: subjectLine(digest), message, attributes }
}
