import type { PublishedAlarm, PublishedAlert, PublishedMessage, PublishedOther } from './published-message.ts'
import { organizationSections, organizationSeen, type PublishedOrganization } from './published-organization.ts'
import {
  fallback,
  header,
  line,
  LONGEST_SECTION,
  plain,
  reportLine,
  sectionOf,
  type SlackMessage,
} from './slack-blocks.ts'
import { digestMessage } from './slack-digest.ts'
import { findingBlocks } from './slack-finding.ts'
import { slackLink, slackText } from './slack-text.ts'

const alertMessage = ({ account, event, finding }: PublishedAlert): SlackMessage => {
  const title = `${finding.severity.toUpperCase()} now in ${account.name}: ${finding.title}`
  const from = [event.name, event.region, event.sourceAddress, event.userAgent].filter((part) => part !== undefined)
  return {
    text: fallback([title, finding.message]),
    blocks: [
      header(title),
      ...findingBlocks('now', [finding]),
      {
        type: 'context',
        elements: [plain(`${account.id} · ${event.time} · ${from.join(' · ')} · event ${event.id}`, 800)],
      },
    ],
  }
}

const alarmMessage = ({
  AlarmName,
  AlarmDescription,
  NewStateValue,
  NewStateReason,
  AWSAccountId,
}: PublishedAlarm): SlackMessage => {
  const title = `${NewStateValue === 'OK' ? 'Over' : 'Alarm'}: ${AlarmName}`
  return {
    text: fallback([title, AlarmDescription ?? '']),
    blocks: [
      header(title),
      { type: 'section', text: plain(AlarmDescription ?? 'This alarm has no description.', LONGEST_SECTION) },
      { type: 'context', elements: [plain([AWSAccountId ?? '', NewStateReason ?? ''].join(' · '), 600)] },
    ],
  }
}

const organizationMessage = (digest: PublishedOrganization): SlackMessage => {
  const sections = organizationSections(digest)
  const told = sections.flatMap(([, lines]) => lines).slice(0, 5)
  return {
    text: fallback([digest.subject, ...told]),
    blocks: [
      ...(digest.subject === '' ? [] : [header(digest.subject)]),
      line(slackText(organizationSeen(digest), 300)),
      ...sections.flatMap(([title, lines]) => sectionOf(title, lines)),
      reportLine(digest),
    ],
  }
}

const otherMessage = ({ subject, text, reportUrl }: PublishedOther): SlackMessage => ({
  text: fallback([subject, text]),
  blocks: [
    ...(subject === '' ? [] : [header(subject)]),
    { type: 'section', text: plain(text === '' ? '(empty)' : text, LONGEST_SECTION) },
    ...(reportUrl === undefined ? [] : [line(slackLink(reportUrl, 'Whole report'))]),
  ],
})

/** One message for one publish, within Slack's limits whatever it tells. */
export const slackMessage = (message: PublishedMessage): SlackMessage => {
  switch (message.kind) {
    case 'digest':
      return digestMessage(message)
    case 'alert':
      return alertMessage(message)
    case 'alarm':
      return alarmMessage(message)
    case 'organization-digest':
      return organizationMessage(message)
    case 'other':
      return otherMessage(message)
  }
}
