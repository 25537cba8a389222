// The README's picture of the Slack message, from the sample account: docs/images/slack.png.
import { launchChromium } from '#infra/page/chromium.ts'
import { savePicture } from '#infra/page/save-picture.ts'
import { sampleMessages } from '#infra/slack/sample-messages.ts'
import { messagePage, slackAsHtml } from '#samples/deliver/drawn-slack.ts'

const [later] = await sampleMessages()
if (later === undefined) throw new Error('The sample account gives no message.')
const browser = await launchChromium()
try {
  const html = messagePage(slackAsHtml(later.blocks))
  await savePicture(browser, { html, name: 'slack.png', width: 728, height: 'main', ready: 'main' })
} finally {
  await browser.close()
}
