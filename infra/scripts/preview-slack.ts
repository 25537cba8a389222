// Draws the Slack message of the sample account as an HTML page, near enough to how Slack shows it: node infra/scripts/preview-slack.ts FILE
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readEvidenceFolder } from '#shared/clients/evidence-folder.ts'
import { diff } from '#shared/findings/diff.ts'
import { auditAccount } from '#shared/jobs/audit-account.ts'
import { digestOf } from '#shared/jobs/digest-of.ts'
import { parsePublished } from '#shared/notifications/published-message.ts'
import { type SlackBlock, slackMessage } from '#shared/notifications/slack-message.ts'
import { snsMessage } from '#shared/notifications/sns-message.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'

const EMOJI: ReadonlyMap<string, string> = new Map([
  [':red_circle:', '🔴'],
  [':large_orange_circle:', '🟠'],
  [':large_yellow_circle:', '🟡'],
  [':large_blue_circle:', '🔵'],
  [':white_circle:', '⚪'],
])

type Text = Extract<SlackBlock, { type: 'section' }>['text']

/** The texts are escaped for Slack, which is escaped for HTML as well; quotation marks stand in no attribute. */
const drawn = ({ type, text }: Text): string => {
  if (type === 'plain_text') return text.replaceAll('\n', '<br>')
  return text
    .replaceAll(/:[a-z_]+:/g, (name) => EMOJI.get(name) ?? name)
    .replaceAll(/<(https:[^|<>"]+)\|([^<>]+)>/g, '<a href="$1">$2</a>')
    .replaceAll(/\*([^*]+)\*/g, '<b>$1</b>')
}

const blockHtml = (block: SlackBlock): string => {
  switch (block.type) {
    case 'header':
      return `<h1>${drawn(block.text)}</h1>`
    case 'section':
      return `<p>${drawn(block.text)}</p>`
    case 'context':
      return `<small>${block.elements.map((element) => `<span>${drawn(element)}</span>`).join('')}</small>`
    case 'divider':
      return '<hr>'
  }
}

const STYLE = `body{background:#fff;color:#1d1c1d;font:15px/1.46 Lato,"DejaVu Sans",sans-serif;margin:24px;max-width:680px}
h1{font-size:18px;margin:8px 0}p{margin:6px 0;overflow-wrap:anywhere}small{display:flex;flex-wrap:wrap;gap:2px 8px;color:#616061;font-size:12px;margin:2px 0 8px}
h2{font-size:12px;color:#616061;border-top:1px solid #ddd;padding-top:16px;margin-top:24px}`

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

const pages = [first, later].map((change) => {
  const { message } = snsMessage(digestOf(document, change, place))
  const { lambda } = JSON.parse(message) as { lambda: string }
  const { text, blocks } = slackMessage(parsePublished(lambda))
  return `<h2>${blocks.length} blocks, ${JSON.stringify(blocks).length} characters</h2>${blocks.map(blockHtml).join('')}<h2>fallback</h2><p>${text.replaceAll('\n', '<br>')}</p>`
})
const [, , file = 'slack-preview.html'] = process.argv
await writeFile(file, `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${pages.toReversed().join('')}`)
process.stdout.write(`${file}\n`)
