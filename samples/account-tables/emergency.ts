import type { SampleUser } from './table.ts'

const tags = { Team: 'security', Owner: 'claire.dubois@harbourline.example', 'break-glass': 'true' }

/** Kept for the day on which Identity Center is down; tried once a year. */
export const emergency: readonly SampleUser[] = [
  {
    name: 'break-glass-1',
    path: '/break-glass/',
    created: '2023-03-01',
    attached: ['aws:AdministratorAccess'],
    tags,
    password: { changed: '2026-02-03', lastUse: 'seen' },
    mfa: [{ kind: 'fido', enabled: '2023-03-01', label: 'safe-hamburg', certification: 'L2' }],
  },
  {
    name: 'break-glass-2',
    path: '/break-glass/',
    created: '2023-03-01',
    attached: ['aws:AdministratorAccess'],
    tags,
    password: { changed: '2026-02-03', lastUse: { at: '2026-02-03T10:31:52Z' } },
    mfa: [{ kind: 'fido', enabled: '2023-03-01', label: 'safe-rotterdam', certification: 'L2' }],
  },
]
