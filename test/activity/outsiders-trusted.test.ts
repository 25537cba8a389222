import { describe, expect, test } from 'vitest'
import { outsidersTrusted } from '#shared/activity/outsiders-trusted.ts'

const OWN = '111111111111'
const trust = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements })
const allow = (Principal: unknown): object => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' })

describe('who is let in besides the account itself', () => {
  test.each([
    ['an account by id', trust(allow({ AWS: '222222222222' })), ['222222222222']],
    [
      'by ARN, in a list',
      trust(allow({ AWS: ['arn:aws-cn:iam::222222222222:root', `arn:aws:iam::${OWN}:root`] })),
      ['222222222222'],
    ],
    ['anyone', trust(allow('*')), ['*']],
    ['anyone, percent-encoded', encodeURIComponent(trust(allow('*'))), ['*']],
    ['anyone, of AWS', trust(allow({ AWS: '*' })), ['*']],
    [
      'each once, sorted',
      trust(allow({ AWS: '333333333333' }), allow({ AWS: ['222222222222', '333333333333'] })),
      ['222222222222', '333333333333'],
    ],
    [
      'a service and an identity provider',
      trust(allow({ Service: 'ec2.amazonaws.com' }), allow({ Federated: 'accounts.google.com' })),
      [],
    ],
    ['who is denied', trust({ ...allow('*'), Effect: 'Deny' }), []],
    ['a deleted principal by its id', trust(allow({ AWS: 'AROAEXAMPLE' })), []],
    ['one statement, not in a list', JSON.stringify({ Statement: allow({ AWS: '222222222222' }) }), ['222222222222']],
  ])('%s', (_, policy, outsiders) => {
    expect(outsidersTrusted(policy, OWN)).toEqual(outsiders)
  })
  test.each(['{"Statement":[{"Effect":"Al', '[]', 'null', '', '%7B%', '%7b%22Statement%22%3a'])(
    '%j is no policy',
    (text) => {
      expect(outsidersTrusted(text, OWN)).toBeUndefined()
    },
  )
  test('at most twenty are named', () => {
    const many = Array.from({ length: 30 }, (_, index) => String(200_000_000_000 + index))
    expect(outsidersTrusted(trust(allow({ AWS: many })), OWN)).toHaveLength(20)
  })
})
