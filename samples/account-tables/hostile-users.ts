import type { SampleUser } from './table.ts'

/** IAM allows all of these names and paths. Whoever may create users wrote them. */
export const hostileUsers: readonly SampleUser[] = [
  {
    name: '=cmd',
    created: '2026-09-18T22:14:03Z',
    groups: ['read-only'],
    password: { changed: '2026-09-18T22:14:05Z', lastUse: 'never' },
  },
  {
    name: '@sum',
    created: '2026-09-18T22:15:41Z',
    tags: { Owner: '=HYPERLINK' },
    keys: [{ label: 'only', created: '2026-09-18T22:15:44Z', active: true, lastUse: 'never' }],
  },
  {
    name: '__proto__',
    created: '2026-09-18T22:16:20Z',
    groups: ['read-only'],
    keys: [{ label: 'only', created: '2026-09-18T22:16:22Z', active: true, lastUse: 'never' }],
  },
  {
    name: 'slack-export',
    path: '/<!channel>/',
    created: '2026-09-18T22:18:09Z',
    groups: ['read-only'],
    keys: [{ label: 'only', created: '2026-09-18T22:18:11Z', active: true, lastUse: 'seen' }],
  },
  {
    name: 'meyer,hannah',
    path: '/import/2019/',
    created: '2019-05-14',
    keys: [{ label: 'only', created: '2019-05-14', active: false, lastUse: 'never' }],
  },
]
