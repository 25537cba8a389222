import { describe, expect, test } from 'vitest'
import { trailChecks, type TrailSeen } from '#shared/jobs/doctor/trail-checks.ts'

const selectors = (ReadWriteType: string) => ({ EventSelectors: [{ ReadWriteType, IncludeManagementEvents: true }] })
const trail = (changes: Partial<TrailSeen> = {}): TrailSeen => ({
  arn: 'arn:aws:cloudtrail:eu-central-1:123456789012:trail/main',
  bucket: 'logs',
  isMultiRegion: true,
  isLogging: true,
  eventSelectors: selectors('All'),
  problems: [],
  ...changes,
})

describe('trailChecks', () => {
  test.each([
    ['all is well', {}, 'well', /^It logs to the bucket logs\.$/],
    ['it is off', { isLogging: false }, 'wrong', /start it/],
    ['nobody may ask whether it logs', { isLogging: undefined, problems: ['Denied.'] }, 'not-tried', /Denied\./],
    ['one Region', { isMultiRegion: false }, 'note', /one Region only/],
    ['reads are left out', { eventSelectors: selectors('WriteOnly') }, 'note', /leaves out reads/],
    ['the selectors were refused', { eventSelectors: undefined, problems: ['Denied.'] }, 'note', /Denied\./],
  ] as const)('%s', (_name, changes, state, words) => {
    expect(trailChecks([trail(changes)], [])).toMatchObject([{ state, words: expect.stringMatching(words) }])
  })
  test('no trail is wrong where all Regions answered', () => {
    expect(trailChecks([], [])).toMatchObject([{ name: 'any trail', state: 'wrong' }])
  })
  test('no trail is not known where a Region was silent', () => {
    expect(trailChecks([], ['The trails of x could not be listed.'])).toMatchObject([{ state: 'not-tried' }])
  })
})
