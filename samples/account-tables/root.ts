import type { LastUse, SampleMfa } from './table.ts'

export const root: { created: string; passwordLastUse: LastUse; mfa: readonly SampleMfa[] } = {
  created: '2019-03-11T08:02:55Z',
  passwordLastUse: 'seen',
  mfa: [{ kind: 'virtual', enabled: '2021-05-20T07:44:12Z', label: 'root-account-mfa-device' }],
}
