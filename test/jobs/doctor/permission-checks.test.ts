import { describe, expect, test } from 'vitest'
import { type PermissionTried, permissionChecks, type Standing } from '#shared/jobs/doctor/permission-checks.ts'

const checkOf = (changes: Partial<PermissionTried>, standing: Standing = 'none') => {
  const tried: PermissionTried = {
    action: 'iam:ListVirtualMFADevices',
    scope: 'account',
    answer: 'denied',
    reason: 'AccessDenied: no.',
    ...changes,
  }
  return permissionChecks([tried], standing)[0]
}

describe('permissionChecks', () => {
  test('a call that is denied takes rules with it', () => {
    const check = checkOf({})
    expect(check).toMatchObject({
      area: 'permissions',
      name: 'iam:ListVirtualMFADevices',
      state: 'wrong',
      answer: 'denied',
      words: 'AccessDenied: no. Allow iam:ListVirtualMFADevices (infra/iam has the whole list).',
    })
    expect(check?.notAssessed).toContain('virtual-mfa-device-unassigned')
  })
  test('a call that is allowed takes none', () => {
    expect(checkOf({ answer: 'allowed', reason: '' })).toMatchObject({ state: 'well', notAssessed: [] })
  })
  test('a call that failed may succeed later', () => {
    expect(checkOf({ answer: 'failed', reason: 'Throttling: slow down.' })).toMatchObject({
      state: 'wrong',
      words: expect.stringContaining('Try again'),
    })
  })
  test('what could not be tried is not known', () => {
    expect(checkOf({ answer: 'not-tried', reason: 'No key.' })).toMatchObject({ state: 'not-tried', words: 'No key.' })
  })
  test.each([
    ['none', 'note', /in no organization/],
    ['member', 'note', /only the management account/],
    ['unknown', 'note', /was not told/],
    ['management', 'wrong', /Allow organizations:ListAccounts/],
  ] as const)('the organization, asked by an account that is %s: %s', (standing, state, words) => {
    const check = checkOf({ action: 'organizations:ListAccounts', scope: 'organization' }, standing)
    expect(check).toMatchObject({ state, words: expect.stringMatching(words) })
  })
  test('a member that is a delegated administrator may ask', () => {
    const check = checkOf({ action: 'organizations:ListAccounts', scope: 'organization', answer: 'allowed' }, 'member')
    expect(check?.state).toBe('well')
  })
})
