import type { Digest } from '#shared/notifications/digest.ts'
import { snsMessage } from '#shared/notifications/sns-message.ts'
import { finding } from './findings.ts'

export const digest = (more: Partial<Digest> = {}): Digest => ({
  account: { id: '111111111111', name: 'prod-eu', partition: 'aws' },
  assessedAt: '2026-04-01T06:00:00.000Z',
  firstRun: false,
  counts: { critical: 0, high: 0, medium: 1, low: 0, info: 0 },
  fresh: [finding()],
  changed: [],
  stillOpen: [],
  resolved: [],
  notAssessed: [],
  endingExceptions: [],
  reportLocation: 's3://bucket/reports/111111111111/x.json',
  ...more,
})

/** The body as a function that is subscribed to the topic gets it. */
export const published = (what: Digest): string => (JSON.parse(snsMessage(what).message) as { lambda: string }).lambda
