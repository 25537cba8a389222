import { describe, expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import type { AccountState } from '#shared/findings/account-state.ts'
import { audit } from '#shared/findings/audit.ts'
import { diff } from '#shared/findings/diff.ts'
import type { Exception } from '#shared/findings/exceptions.ts'
import { parseAccountState, serialiseAccountState } from '#shared/findings/parse-account-state.ts'
import { accessKeyNotRotated } from '#shared/rules/access-keys/access-key-not-rotated.ts'
import { userWithoutCredentials } from '#shared/rules/users-and-groups/user-without-credentials.ts'
import { type AuditConfiguration, defaultConfiguration } from '#shared/rules/configuration.ts'
import type { Rule } from '#shared/rules/rule.ts'
import { exception } from '#test/support/exceptions.ts'
import { accessKey, account, accountWithUsers, at, owner, user } from '#test/support/facts.ts'

interface Day {
  readonly facts: AccountFacts
  readonly rules?: readonly Rule[]
  readonly exceptions?: readonly Exception[]
  readonly configuration?: Partial<AuditConfiguration>
}

/** One audit a day, each remembering the last through the bytes that are stored. */
const live = (...days: readonly Day[]) => {
  let state: AccountState | undefined
  return days.map(({ facts, rules = [accessKeyNotRotated], exceptions = [], configuration = {} }, index) => {
    const now = at(`2026-04-${String(index + 1).padStart(2, '0')}`)
    const result = audit({
      account: facts,
      rules,
      configuration: { ...defaultConfiguration, ...configuration },
      now,
      documentationBase: 'docs/rules/',
      standingOf: () => ({ power: 'reads', exposed: true }),
      ownerOf: () => undefined,
      exceptions,
    })
    const change = diff(result, state, '111111111111', now)
    state = parseAccountState(serialiseAccountState(change.state), 'state')
    return change
  })
}
/** `+` new, `~` changed, `=` open, `-` resolved, `x` excepted. */
const told = (days: ReturnType<typeof live>) =>
  days.map(({ fresh, changed, stillOpen, resolved, excepted }) =>
    [
      ...fresh.map(() => '+'),
      ...changed.map(() => '~'),
      ...stillOpen.map(() => '='),
      ...resolved.map(() => '-'),
      ...excepted.map(() => 'x'),
    ].join(''),
  )

const key = (more: Parameters<typeof accessKey>[0] = {}) => accessKey({ createdAt: known(at('2025-12-01')), ...more })
const holding = (...keys: ReturnType<typeof accessKey>[]) => accountWithUsers(user({ accessKeys: known(keys) }))
const old = { facts: holding(key()) }

describe('stays one finding', () => {
  test('while it only grows older', () => {
    expect(told(live(old, old, old))).toEqual(['+', '=', '='])
  })
  test('when its key moves to the other slot of the report', () => {
    expect(told(live(old, { facts: holding(key({ slot: 2 })) }))).toEqual(['+', '='])
  })
  test('on days on which its key id is known and on days on which it is not, under its first id', () => {
    const withId = { facts: holding(key({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE' })) }
    const days = live(old, withId, old, withId)
    expect(told(days)).toEqual(['+', '=', '=', '='])
    expect(new Set(days.map(({ state }) => state.findings[0]?.id)).size).toBe(1)
    expect(new Set(days.map(({ state }) => state.findings[0]?.firstSeen))).toEqual(
      new Set(['2026-04-01T00:00:00.000Z']),
    )
    const other = live(withId, old, withId)
    expect(told(other)).toEqual(['+', '=', '='])
  })
  test('when its rule gets another name', () => {
    const renamed: Rule = { ...accessKeyNotRotated, id: 'access-key-too-old', formerly: ['access-key-not-rotated'] }
    const days = live(old, { ...old, rules: [renamed] }, { ...old, rules: [renamed] })
    expect(told(days)).toEqual(['+', '=', '='])
    expect(days[2]?.stillOpen[0]).toMatchObject({ ruleId: 'access-key-too-old', firstSeen: '2026-04-01T00:00:00.000Z' })
  })
  test('while its rule cannot see it', () => {
    const dark = { facts: account({ users: unknownFact('iam:GetCredentialReport was denied') }) }
    const days = live(old, dark, old)
    expect(told(days)).toEqual(['+', '=', '='])
    expect(days[1]?.newlyNotAssessed).toHaveLength(1)
  })
})

describe('is another finding', () => {
  test('when the user was deleted and made again under the same name', () => {
    const reborn = key({ owner: { ...owner('alice'), uniqueId: 'AIDAOTHER' } })
    const [, second] = live(old, {
      facts: accountWithUsers(user({ uniqueId: 'AIDAOTHER', accessKeys: known([reborn]) })),
    })
    expect([second?.fresh.length, second?.resolved.length]).toEqual([1, 1])
    expect(second?.resolved[0]?.resolution).toEqual({ how: 'gone', words: 'The access-key is no longer there.' })
  })
  test('when only the report knows the user, and it says another birthday', () => {
    const { uniqueId: _, ...nameless } = user({ createdAt: known(at('2025-01-01')) })
    const reborn = { ...nameless, createdAt: known(at('2026-03-31')) }
    const rules = [userWithoutCredentials]
    const [first, second] = live(
      { facts: accountWithUsers(nameless), rules },
      { facts: accountWithUsers(reborn), rules },
    )
    expect(first?.state.findings.map(({ id }) => id)).not.toEqual(second?.state.findings.map(({ id }) => id))
  })
  test('two keys that were made in the same second never share one past', () => {
    const pair = holding(key({ accessKeyId: 'AKIAONE' }), key({ accessKeyId: 'AKIATWO', slot: 2 }))
    const days = live(old, { facts: pair }, { facts: pair })
    expect(told(days).map((day) => [...day].sort().join(''))).toEqual(['+', '+=', '=='])
    expect(new Set(days[2]?.state.findings.map(({ id }) => id)).size).toBe(2)
  })
  test('two keys that the report alone tells of, and dates alike', () => {
    const pair = holding(key({ slot: 1 }), key({ slot: 2, twin: true }))
    expect(told(live({ facts: pair }, { facts: pair }, old))).toEqual(['++', '==', '=-'])
  })
})

describe('says what changed', () => {
  test('another severity', () => {
    const configuration = { rules: new Map([['access-key-not-rotated', { severity: 'high' as const }]]) }
    const [, second, third] = live(old, { ...old, configuration }, { ...old, configuration })
    expect(second?.changed[0]?.change).toBe('severity was medium, is high')
    expect(third?.stillOpen[0]?.change).toBeUndefined()
  })
})

describe('says what resolved it', () => {
  const end = (day: Day) => live(old, day)[1]?.resolved.map(({ resolution, status }) => ({ status, ...resolution }))
  test('fixed: the key was rotated in place', () => {
    expect(end({ facts: holding(key({ status: 'inactive' })) })).toEqual([
      { status: 'resolved', how: 'fixed', words: 'The rule no longer applies: the key is inactive.' },
    ])
  })
  test('gone: the key was deleted', () => {
    expect(end({ facts: holding() })).toEqual([
      { status: 'resolved', how: 'gone', words: 'The access-key is no longer there.' },
    ])
  })
  test('the rule was switched off', () => {
    const configuration = { rules: new Map([['access-key-not-rotated', { enabled: false }]]) }
    expect(end({ ...old, configuration })).toEqual([
      { status: 'resolved', how: 'excepted', words: 'The configuration has switched the rule off.' },
    ])
  })
})

describe('an exception', () => {
  const excepted = { ...old, exceptions: [exception({ subject: 'alice' })] }
  test('ends an open finding once, keeps it in the report, and its end is news', () => {
    const days = live(old, excepted, excepted, old)
    expect(told(days)).toEqual(['+', 'x', 'x', '~'])
    expect(days.map(({ excepted: list }) => list.map(({ resolution }) => resolution?.how))).toEqual([
      [],
      ['excepted'],
      [undefined],
      [],
    ])
    expect(days[1]?.excepted[0]?.resolution?.words).toBe(
      'Excepted by ops@example.com until 2026-06-30: The vendor cannot use roles before summer.',
    )
    expect(days[3]?.changed[0]).toMatchObject({
      change: 'its exception by ops@example.com no longer holds',
      firstSeen: '2026-04-01T00:00:00.000Z',
    })
  })
  test('that was there from the first day is no news, nor is the end of what it excepts', () => {
    expect(told(live(excepted, excepted, { facts: holding() }))).toEqual(['x', 'x', ''])
  })
})
