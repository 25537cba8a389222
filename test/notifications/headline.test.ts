import { expect, test } from 'vitest'
import type { Severity } from '#shared/findings/finding.ts'
import { headline, type NewsCounts } from '#shared/notifications/headline.ts'

const news = (severities: readonly Severity[], more: Partial<NewsCounts['totals']> = {}): NewsCounts => ({
  name: 'prod-eu',
  firstRun: false,
  counts: { critical: 1, high: 2, medium: 3, low: 4, info: 0 },
  fresh: severities.map((severity) => ({ severity })),
  totals: { fresh: severities.length, changed: 0, resolved: 0, notAssessed: 0, ...more },
})

test.each<[string, NewsCounts, string]>([
  ['one', news(['high']), '1 new high in prod-eu'],
  ['all as grave', news(['critical', 'critical']), '2 new critical in prod-eu'],
  ['some graver', news(['critical', 'low', 'low']), '3 new (1 critical) in prod-eu'],
  [
    'more than the list holds, the graver counted',
    news(['critical', 'low'], { fresh: 90 }),
    '90 new (1 critical) in prod-eu',
  ],
  ['more than the list holds, all as grave: not counted', news(['low', 'low'], { fresh: 90 }), '90 new in prod-eu'],
  [
    'everything',
    news(['low'], { changed: 2, resolved: 3, notAssessed: 1 }),
    '1 new low, 2 changed, 3 resolved, 1 check not assessed any more in prod-eu',
  ],
  ['nothing', news([]), 'No change in prod-eu'],
  [
    'the first run',
    { ...news(['low']), firstRun: true },
    'First audit of prod-eu: 1 critical, 2 high, 3 medium, 4 low',
  ],
  [
    'findings for information, where there are some',
    { ...news([]), firstRun: true, counts: { critical: 0, high: 0, medium: 0, low: 0, info: 7 } },
    'First audit of prod-eu: 0 critical, 0 high, 0 medium, 0 low, 7 info',
  ],
])('%s', (_name, what, words) => {
  expect(headline(what)).toBe(words)
})
