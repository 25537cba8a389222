import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { activityDocument } from '#shared/activity/activity-document.ts'
import { LogFold } from '#shared/activity/log-fold.ts'
import { serialiseProfile } from '#shared/activity/serialise-profile.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { listTrailFiles, readTrailFile } from '#shared/clients/trail-files.ts'
import { requestsOf } from './trail-samples.ts'

const DATA = '../shared/data'

const foldData = async (reading: 'fast' | 'exact'): Promise<UsageProfile> => {
  const logs = new LogFold({ requestsOf, reading })
  for (const { name, path } of await listTrailFiles(DATA)) await logs.add({ name, bytes: readTrailFile(path) })
  return logs.profile()
}

test.skipIf(!existsSync(DATA))('all public data in one run: the counts of an independent reading', async () => {
  const profile = await foldData('fast')
  const document = activityDocument(profile)
  // Counted apart by a Python script (json.loads of whole files, else of lines; wrappers walked): 2,238 records, of them by
  // type or category 274 insights, 218 service and 9 network events, 2 without source, 8 without identity, 1 not JSON (a raw
  // line break in a string), and 102 surplus copies by (eventID, time, source, name, principal, outcome).
  expect(document.records).toEqual({
    read: 2238,
    used: 1624,
    skipped: {
      duplicate: 102,
      insight: 274,
      'network activity event': 9,
      'no event source': 2,
      'no identity': 8,
      'not JSON': 1,
      'service event': 218,
    },
  })
  const reasons = new Map(document.files.unreadable.map(({ file, reason }) => [file, reason]))
  expect(reasons.get('crowdsec-hub/aws-alb-logs/aws-alb-logs.log')).toBe(
    'not CloudTrail: an Application Load Balancer access log',
  )
  expect(reasons.get('crowdsec-hub/aws-cloudfront-logs/aws-cloudfront-logs.log')).toBe(
    'not CloudTrail: a CloudFront access log',
  )
  expect(reasons.get('grycap/event.json')).toBe('not CloudTrail: S3 event notification')
  expect(reasons.get('cloudgrappler/bad_cloudtrail.json')).toBe('not JSON: cut short within its list of records')
  expect(reasons.get('cloudtrail-sentry/tests/fixtures/malformed/not_an_object.json')).toBe('not JSON')
  const counted = document.principals.flatMap(({ actions, servicesActing }) => [...actions, ...servicesActing])
  expect(
    counted.reduce((total, { ok, denied, failed, noEvidence }) => total + ok + denied + failed + noEvidence, 0),
  ).toBe(1624)
  expect(document.limits).toEqual([])
})

test.skipIf(!existsSync(DATA))('all public data: the fast reading and JSON.parse give the same bytes', async () => {
  expect(serialiseProfile(await foldData('fast'))).toBe(serialiseProfile(await foldData('exact')))
})
