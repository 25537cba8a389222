import { createHash } from 'node:crypto'
import type { OutgoingMessage } from '#shared/findings/account-state.ts'
import type { Finding } from '#shared/findings/finding.ts'
import { ascii, cut } from './ascii.ts'
import { briefFinding } from './brief-finding.ts'
import { wrapped } from './wrapped.ts'
import { DIGEST_SCHEMA_VERSION } from './sns-message.ts'

/** One event that cannot wait, and what it means. */
export interface Alert {
  /** The same for every delivery of the same event. */
  readonly name: string
  readonly account: { readonly id: string; readonly name: string; readonly partition: string }
  readonly environment?: string | undefined
  readonly event: {
    readonly id: string
    readonly name: string
    readonly source: string
    readonly time: string
    readonly region: string
    readonly sourceAddress?: string
    readonly userAgent?: string
  }
  readonly finding: Finding
}

const LONGEST_SUBJECT = 99
/** Whoever makes a call writes its user agent. */
const LONGEST_MESSAGE = 4_000

const mail = ({ account, event, finding }: Alert): string => {
  const from = [event.sourceAddress, event.userAgent].filter((part) => part !== undefined).join(', ')
  return `${[
    ...wrapped(cut(ascii(finding.message), LONGEST_MESSAGE), '', ''),
    '',
    ...wrapped(
      `Account ${account.name} (${account.id}), severity ${finding.severity}, rule ${finding.ruleId}`,
      '',
      '  ',
    ),
    ...wrapped(
      cut(`Event ${event.name} of ${event.source} at ${event.time} in ${event.region}, ${event.id}`, 1_000),
      '',
      '  ',
    ),
    ...(from === '' ? [] : wrapped(cut(`From ${from}`, 1_000), '', '  ')),
    '',
    ...wrapped(`Do: ${finding.remediation.text}`, '', '  '),
    ...finding.remediation.commands.slice(0, 5).flatMap((command) => wrapped(command, '  ', '    ')),
  ].join('\n')}\n`
}

const jsonOf = ({ account, environment, event, finding }: Alert, messageId: string): string =>
  JSON.stringify({
    schemaVersion: DIGEST_SCHEMA_VERSION,
    kind: 'alert',
    messageId,
    account,
    ...(environment === undefined ? {} : { environment }),
    event,
    finding: briefFinding({ ...finding, message: finding.message.slice(0, LONGEST_MESSAGE) }),
  })

export const alertMessage = (alert: Alert): OutgoingMessage => {
  const { account, environment, finding, name } = alert
  const id = createHash('sha256').update(name).digest('hex').slice(0, 32)
  const [text, json] = [mail(alert), jsonOf(alert, id)]
  return {
    id,
    subject: cut(ascii(`${finding.severity.toUpperCase()} now in ${account.name}: ${finding.title}`), LONGEST_SUBJECT),
    message: JSON.stringify({ default: text, email: text, sqs: json, lambda: json, https: json, http: json }),
    attributes: {
      kind: 'alert',
      messageId: id,
      severity: finding.severity,
      account: account.id,
      family: [finding.family],
      ...(environment === undefined ? {} : { environment: cut(ascii(environment), 100) }),
    },
  }
}
