import { publishingTo } from '#functions/_lambda/publishing-to.ts'
import { stateBucket } from '#shared/clients/state-bucket.ts'
import { digestOf } from '#shared/jobs/digest-of.ts'
import type { Announcing } from '#shared/jobs/remember-and-announce.ts'
import { reportUrl } from '#shared/notifications/console-url.ts'
import { hasNews } from '#shared/notifications/digest.ts'
import { snsMessage } from '#shared/notifications/sns-message.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import type { AuditTools } from './audit-tools.ts'
import { locationOf, type ReportKeys } from './report-objects.ts'

/** State in the bucket, news to the topic. */
export const announcingFor = (
  tools: Pick<AuditTools, 's3' | 'sns' | 'environment' | 'home'>,
  document: AuditDocument,
  keys: ReportKeys,
): Announcing => {
  const { s3, sns, environment, home } = tools
  return {
    store: stateBucket(s3, environment.bucket, 'state/'),
    publish: publishingTo(sns, environment.topicArn),
    messageFor: (change) => {
      const place = {
        reportLocation: locationOf(tools, keys),
        reportUrl: reportUrl({ ...environment, partition: home.partition, key: keys.page }),
        environment: environment.environmentName,
      }
      const digest = digestOf(document, change, place)
      return hasNews(digest) ? snsMessage(digest, environment.httpsBody) : undefined
    },
  }
}
