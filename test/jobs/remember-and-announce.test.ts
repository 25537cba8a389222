import { describe, expect, test } from 'vitest'
import type { OutgoingMessage } from '#shared/findings/account-state.ts'
import type { Change } from '#shared/findings/diff.ts'
import type { Finding } from '#shared/findings/finding.ts'
import { rememberAndAnnounce, type StateStore } from '#shared/jobs/remember-and-announce.ts'
import { at } from '#test/support/facts.ts'
import { finding } from '#test/support/findings.ts'

/** A bucket and a topic in memory that stop working at the n-th effect, before or after it took place. */
const world = () => {
  let stored: { bytes: Uint8Array; version: string } | undefined
  let effects = 0
  let stopAt = Number.POSITIVE_INFINITY
  let stopBefore = true
  const sent: OutgoingMessage[] = []
  const effect = <T>(take: () => T): T => {
    effects += 1
    if (effects === stopAt && stopBefore) throw new Error('stopped')
    const result = take()
    if (effects === stopAt) throw new Error('stopped')
    return result
  }
  const store: StateStore = {
    read: async () => effect(() => stored),
    write: async (_account, bytes, replaces) =>
      effect(() => {
        if (stored?.version !== replaces) return { state: 'overtaken' as const }
        stored = { bytes, version: String(effects) }
        return { state: 'written' as const, etag: stored.version }
      }),
  }
  return {
    sent,
    store,
    publish: async (message: OutgoingMessage) => effect(() => void sent.push(message)),
    stop: (n: number, before: boolean) => ([effects, stopAt, stopBefore] = [0, n, before]),
    effects: () => effects,
  }
}

const messageFor = ({ fresh, resolved, changed }: Change): OutgoingMessage | undefined => {
  const news = [
    ...fresh.map(({ id }) => `+${id}`),
    ...changed.map(({ id }) => `~${id}`),
    ...resolved.map(({ id }) => `-${id}`),
  ]
  return news.length === 0 ? undefined : { id: news.join(' '), subject: 's', message: news.join(' '), attributes: {} }
}

const run = (here: ReturnType<typeof world>, findings: readonly Finding[]) =>
  rememberAndAnnounce(
    { store: here.store, publish: here.publish, messageFor },
    { findings, notAssessed: [], passed: new Map() },
    '111111111111',
    at('2026-04-01'),
  )

const [a, b] = [finding({ id: 'a' }), finding({ id: 'b' })]

test('two runs on the same evidence: the second sends nothing', async () => {
  const here = world()
  await run(here, [a])
  await run(here, [a])
  expect(here.sent.map(({ id }) => id)).toEqual(['+a'])
})
test('one fixed and one made: one message with exactly these two', async () => {
  const here = world()
  await run(here, [a])
  await run(here, [b])
  expect(here.sent.map(({ id }) => id)).toEqual(['+a', '+b -a'])
})

describe('stopped at any effect and run again, each message arrives, and a repeat has the same id', () => {
  const clean = world()
  const steps = 4

  const stops = Array.from({ length: steps }, (_, index) => index + 1).flatMap((n): [number, boolean][] => [
    [n, true],
    [n, false],
  ])
  test.each(stops)('effect %i, before it took place: %s', async (n, before) => {
    const here = world()
    here.stop(n, before)
    await expect(run(here, [a])).rejects.toThrow('stopped')
    here.stop(Number.POSITIVE_INFINITY, true)
    await run(here, [a])
    await run(here, [a])
    const ids = here.sent.map(({ id }) => id)
    expect([...new Set(ids)]).toEqual(['+a'])
    // Only a stop between sending and marking can repeat, and then once.
    expect(ids.length).toBeLessThanOrEqual((n === 3 && !before) || n === 4 ? 2 : 1)
  })
  test('these are all effects of a run', async () => {
    clean.stop(Number.POSITIVE_INFINITY, true)
    await run(clean, [a])
    expect(clean.effects()).toBe(steps)
  })
})

test('row 39: a message that the topic refuses stays in the outbox, and goes first with the next run', async () => {
  const here = world()
  let refusals = 1
  const publish = async (message: OutgoingMessage) => {
    if (refusals-- > 0) throw new Error('Throttled')
    return here.publish(message)
  }
  const refused = rememberAndAnnounce(
    { store: here.store, publish, messageFor },
    { findings: [a], notAssessed: [], passed: new Map() },
    '111111111111',
    at('2026-04-01'),
  )
  await expect(refused).rejects.toThrow('Throttled')
  await run(here, [b])
  expect(here.sent.map(({ id }) => id)).toEqual(['+a', '+b -a'])
})
test('row 42, 70: 5,000 findings are one message, and the same run again is none', async () => {
  const here = world()
  const many = Array.from({ length: 5000 }, (_, index) => finding({ id: String(index) }))
  const once = {
    store: here.store,
    publish: here.publish,
    messageFor: (change: Change) =>
      messageFor(change) && { id: String(change.fresh.length), subject: 's', message: 'm', attributes: {} },
  }
  const result = { findings: many, notAssessed: [], passed: new Map() }
  await Promise.all([
    rememberAndAnnounce(once, result, '1', at('2026-04-01')),
    rememberAndAnnounce(once, result, '1', at('2026-04-01')),
  ])
  expect(new Set(here.sent.map(({ id }) => id))).toEqual(new Set(['5000']))
})
test('row 71: 412 and 409 are read again and decided again', async () => {
  const here = world()
  const answers = ['conflict', 'overtaken'] as const
  let next = 0
  const store: StateStore = {
    ...here.store,
    write: async (...words) => {
      const state = answers[next++]
      return state === undefined ? here.store.write(...words) : { state }
    },
  }
  await run({ ...here, store }, [a])
  expect(here.sent.map(({ id }) => id)).toEqual(['+a'])
})
test('row 71: others who write without end are an error, and nothing is sent', async () => {
  const here = world()
  const store: StateStore = { ...here.store, write: async () => ({ state: 'overtaken' }) }
  await expect(run({ ...here, store }, [a])).rejects.toThrow(
    'was written by others 5 times in a row; nothing was announced',
  )
  expect(here.sent).toEqual([])
})

test('two runs at once lose neither message nor state', async () => {
  const here = world()
  await Promise.all([run(here, [a]), run(here, [a])])
  await run(here, [a])
  expect(new Set(here.sent.map(({ id }) => id))).toEqual(new Set(['+a']))
})
test('a state that is not ours is refused, not begun anew', async () => {
  const here = world()
  const broken = { ...here.store, read: async () => ({ bytes: new TextEncoder().encode('{}'), version: '1' }) }
  await expect(run({ ...here, store: broken }, [a])).rejects.toThrow(/is not a state of schema version 1/)
})
