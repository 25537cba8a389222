import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '#shared/facts/json.ts'
import { foldRecord } from '#shared/activity/fold-record.ts'
import { mergeProfiles } from '#shared/activity/merge-profiles.ts'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import { serialiseProfile } from '#shared/activity/serialise-profile.ts'
import { trailRecordOf } from '#shared/activity/trail-record-of.ts'
import { newUsageProfile, type UsageProfile } from '#shared/activity/usage-profile.ts'
import { event, requestsOf } from './trail-samples.ts'

const name = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString', '💥', '\n', 'x'.repeat(1100))
const wide = fc.oneof(name, fc.integer({ min: 0, max: 400 }).map(String))

/** Few values, so that records meet; resources and addresses many, so that sets overflow. */
const anyEvent = fc
  .record({
    user: name,
    eventName: name,
    eventID: fc.constantFrom('1', '2', '3', '4', ''),
    day: fc.integer({ min: 1, max: 28 }),
    errorCode: fc.constantFrom(
      undefined,
      'AccessDenied',
      'NoSuchBucket',
      'ThrottlingException',
      'Client.DryRunOperation',
    ),
    resource: wide,
    address: fc.integer({ min: 0, max: 300 }),
    invokedBy: fc.constantFrom(undefined, 'cloudformation.amazonaws.com'),
    root: fc.boolean(),
    undated: fc.boolean(),
  })
  .map(({ user, day, address, invokedBy, root, resource, undated, ...rest }) =>
    event({
      ...rest,
      eventTime: undated ? undefined : `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`,
      sourceIPAddress: `192.0.${address >> 4}.${address & 15}`,
      requestParameters: { resource },
      userIdentity: {
        type: root ? 'Root' : 'IAMUser',
        arn: root ? 'arn:aws:iam::1:root' : `arn:aws:iam::1:user/${user}`,
        accountId: '1',
        accessKeyId: `AKIA${user}`,
        principalId: resource,
        invokedBy,
      },
    }),
  )

const foldAll = (events: readonly object[]): UsageProfile => {
  const profile = newUsageProfile('v')
  for (const one of events) {
    const parsed = trailRecordOf(JSON.parse(JSON.stringify(one)) as JsonObject)
    if (parsed.state === 'record') foldRecord(profile, parsed.record, requestsOf)
  }
  return profile
}

/** A seeded shuffle cut into parts. */
const parts = fc
  .tuple(
    fc.array(anyEvent, { maxLength: 150 }),
    fc.array(fc.nat(), { minLength: 150, maxLength: 150 }),
    fc.integer({ min: 1, max: 5 }),
  )
  .map(([events, order, count]) => {
    const shuffled = events.map((one, index) => [one, order[index] ?? 0] as const).sort((a, b) => a[1] - b[1])
    return {
      events,
      parts: Array.from({ length: count }, (_, part) =>
        shuffled.filter(([, at]) => at % count === part).map(([one]) => one),
      ),
    }
  })

describe('a profile is a commutative monoid', () => {
  test('any split of any records in any order gives the same bytes', () => {
    fc.assert(
      fc.property(parts, ({ events, parts }) => {
        const whole = serialiseProfile(foldAll(events))
        const merged = parts.map(foldAll).reduce(mergeProfiles, newUsageProfile('v'))
        const backwards = parts.map(foldAll).reduceRight((a, b) => mergeProfiles(b, a), newUsageProfile('v'))
        expect(serialiseProfile(merged)).toBe(whole)
        expect(serialiseProfile(backwards)).toBe(whole)
      }),
      { numRuns: 60 },
    )
  })

  test('overflowing sets keep the same members in any order', () => {
    const events = Array.from({ length: 400 }, (_, index) =>
      event({
        requestParameters: { name: index },
        sourceIPAddress: `10.0.${index >> 6}.${index & 63}`,
        userAgent: `agent-${index}/1`,
      }),
    )
    const whole = foldAll(events)
    const action = whole.principals.values()[0]?.actions.values()[0]
    expect(action?.requests.overflowed).toBe(true)
    expect(action?.sourceAddresses.forms.keys()).toEqual([
      '10.0.0.0/24',
      '10.0.1.0/24',
      '10.0.2.0/24',
      '10.0.3.0/24',
      '10.0.4.0/24',
      '10.0.5.0/24',
      '10.0.6.0/24',
    ])
    const halves = mergeProfiles(
      foldAll(events.filter((_, index) => index % 2 === 1)),
      foldAll(events.filter((_, index) => index % 2 === 0)),
    )
    expect(serialiseProfile(halves)).toBe(serialiseProfile(whole))
  })

  test('what was serialised is read back, and goes on from there', () => {
    fc.assert(
      fc.property(parts, ({ events, parts }) => {
        const text = serialiseProfile(foldAll(events))
        expect(serialiseProfile(parseProfile(text))).toBe(text)
        const merged = parts
          .map((part) => parseProfile(serialiseProfile(foldAll(part))))
          .reduce(mergeProfiles, newUsageProfile('v'))
        expect(serialiseProfile(merged)).toBe(text)
      }),
      { numRuns: 30 },
    )
  })

  test('by ledger: what is in already adds nothing, what is in by half is refused', () => {
    const ab = foldAll([event(), event()])
    ab.ledger.add('a').add('b')
    const b = foldAll([event()])
    b.ledger.add('b')
    const bc = foldAll([event()])
    bc.ledger.add('b').add('c')
    expect(serialiseProfile(mergeProfiles(ab, ab))).toBe(serialiseProfile(mergeProfiles(ab, newUsageProfile('v'))))
    expect(serialiseProfile(mergeProfiles(ab, b))).toBe(serialiseProfile(mergeProfiles(b, ab)))
    expect(() => mergeProfiles(ab, bc)).toThrow(
      'These profiles share 1 log objects (such as b) but not all; fold those objects again instead of merging.',
    )
  })

  test('another format is refused', () => {
    expect(() => parseProfile('{"format":"x"}')).toThrow('format')
  })
})
