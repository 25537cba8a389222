import { fileURLToPath } from 'node:url'
import { readEvidenceFolder } from '#shared/clients/evidence-folder.ts'
import { diff } from '#shared/findings/diff.ts'
import { auditAccount } from '#shared/jobs/audit-account.ts'
import { digestOf } from '#shared/jobs/digest-of.ts'
import { parsePublished } from '#shared/notifications/published-message.ts'
import type { SlackMessage } from '#shared/notifications/slack-blocks.ts'
import { slackMessage } from '#shared/notifications/slack-message.ts'
import { snsMessage } from '#shared/notifications/sns-message.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'

/** The sample account's messages: of a later run, on which three findings are new and two are gone, and of the first. */
export const sampleMessages = async (): Promise<readonly SlackMessage[]> => {
  const now = new Date('2026-11-20T06:00:00Z')
  const files = await readEvidenceFolder(fileURLToPath(new URL('../../samples/account', import.meta.url)))
  const { document, result } = auditAccount({ files, configuration: defaultConfiguration, now, version: '0' })
  const accountId = document.account.id ?? ''
  const place = { reportLocation: 's3://bucket/reports/latest.json', reportUrl: 'https://console.aws.amazon.com/s3/' }
  const first = diff(result, undefined, accountId, now)
  const before = { ...first.state, findings: first.state.findings.slice(3) }
  const later = diff({ ...result, findings: result.findings.slice(0, -2) }, before, accountId, now)
  return [later, first].map((change) => {
    const { message } = snsMessage(digestOf(document, change, place))
    const { lambda } = JSON.parse(message) as { lambda: string }
    return slackMessage(parsePublished(lambda))
  })
}
