import { expect, test } from 'vitest'
import { fingerprint } from '#shared/findings/fingerprint.ts'
import { known } from '#shared/facts/known.ts'
import { subjectOf } from '#shared/rules/subject.ts'
import { accessKey, account, at } from '#test/support/facts.ts'

const idOf = (more: Parameters<typeof accessKey>[0]) =>
  fingerprint('access-key-not-rotated', '111111111111', subjectOf(accessKey(more), account()))

test('a swap of the report slots changes no id', () => {
  expect(idOf({ slot: 1 })).toBe(idOf({ slot: 2 }))
})
test('a key that is known by its id keeps its finding whatever else is known of it', () => {
  const id = 'AKIAIOSFODNN7EXAMPLE'
  expect(idOf({ accessKeyId: id, slot: 1 })).toBe(
    idOf({ accessKeyId: id, slot: 2, createdAt: known(at('2020-01-01')) }),
  )
})
test('two keys of one user, a re-created user, another rule and another account have ids of their own', () => {
  const subject = subjectOf(accessKey(), account())
  const reborn = subjectOf(accessKey({ owner: { ...accessKey().owner, uniqueId: 'AIDAOTHER' } }), account())
  const ids = [
    idOf({}),
    idOf({ createdAt: known(at('2026-03-02')) }),
    fingerprint('access-key-not-rotated', '111111111111', reborn),
    fingerprint('access-key-unused', '111111111111', subject),
    fingerprint('access-key-not-rotated', '222222222222', subject),
  ]
  expect(new Set(ids).size).toBe(ids.length)
})
test('parts cannot be shifted into one another', () => {
  const subject = { type: 'user', arn: '', name: '', identity: 'b' }
  expect(fingerprint('a', 'x\ny', subject)).not.toBe(fingerprint('a\nx', 'y', subject))
})
