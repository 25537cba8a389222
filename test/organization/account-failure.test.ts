import { expect, it } from 'vitest'
import { parseFailure, serialiseFailure } from '#shared/organization/account-failure.ts'

const failure = { account: '210987654321', reason: 'The role could not be assumed.' }
const root = { password: 'present', accessKeys: 'absent', signingCertificates: 'unknown', mfa: 'absent' } as const

it('comes back as it was, with what root has and without', () => {
  expect(parseFailure(serialiseFailure(failure))).toEqual(failure)
  expect(parseFailure(serialiseFailure({ ...failure, root }))).toEqual({ ...failure, root })
})

it('bytes of another form are none', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  expect(parseFailure(bytes('{"account":"210987654321"}'))).toBeUndefined()
  expect(parseFailure(bytes('not JSON'))).toBeUndefined()
  expect(parseFailure(bytes(JSON.stringify({ ...failure, root: { password: 'maybe' } })))).toBeUndefined()
})
