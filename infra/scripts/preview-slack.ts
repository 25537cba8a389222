// Draws the Slack message of the sample account as an HTML page, near enough to how Slack shows it: node infra/scripts/preview-slack.ts FILE
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { messagesPage, slackAsHtml } from '#samples/deliver/drawn-slack.ts'
import { readEvidenceFolder } from '#shared/clients/evidence-folder.ts'
import { diff } from '#shared/findings/diff.ts'
import { auditAccount } from '#shared/jobs/audit-account.ts'
import { digestOf } from '#shared/jobs/digest-of.ts'
import { parsePublished } from '#shared/notifications/published-message.ts'
import { slackMessage } from '#shared/notifications/slack-message.ts'
import { snsMessage } from '#shared/notifications/sns-message.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'

const root = path.resolve(import.meta.dirname, '../..')
const now = new Date('2026-11-20T06:00:00Z')
const files = await readEvidenceFolder(path.join(root, 'samples/account'))
const { document, result } = auditAccount({ files, configuration: defaultConfiguration, now, version: '0' })
const accountId = document.account.id ?? ''
const place = { reportLocation: 's3://bucket/reports/latest.json', reportUrl: 'https://console.aws.amazon.com/s3/' }

/** The first run, and a later one on which three findings are new and two are gone. */
const first = diff(result, undefined, accountId, now)
const before = { ...first.state, findings: first.state.findings.slice(3) }
const later = diff({ ...result, findings: result.findings.slice(0, -2) }, before, accountId, now)

const parts = [later, first].flatMap((change) => {
  const { message } = snsMessage(digestOf(document, change, place))
  const { lambda } = JSON.parse(message) as { lambda: string }
  const { text, blocks } = slackMessage(parsePublished(lambda))
  return [
    { title: `${blocks.length} blocks, ${JSON.stringify(blocks).length} characters`, html: slackAsHtml(blocks) },
    { title: 'fallback', html: `<p>${text.replaceAll('\n', '<br>')}</p>` },
  ]
})
const [, , file = 'slack-preview.html'] = process.argv
await writeFile(file, messagesPage(parts))
process.stdout.write(`${file}\n`)
