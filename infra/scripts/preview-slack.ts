// Draws the Slack messages of the sample account as an HTML page, near enough to how Slack shows them: node infra/scripts/preview-slack.ts FILE
import { writeFile } from 'node:fs/promises'
import { sampleMessages } from '#infra/slack/sample-messages.ts'
import { messagesPage, slackAsHtml } from '#samples/deliver/drawn-slack.ts'

const parts = (await sampleMessages()).flatMap(({ text, blocks }) => [
  { title: `${blocks.length} blocks, ${JSON.stringify(blocks).length} characters`, html: slackAsHtml(blocks) },
  { title: 'fallback', html: `<p>${text.replaceAll('\n', '<br>')}</p>` },
])
const [, , file = 'slack-preview.html'] = process.argv
await writeFile(file, messagesPage(parts))
process.stdout.write(`${file}\n`)
