import { Buffer } from 'node:buffer'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CredentialReport, parseCredentialReport } from '#shared/evidence/credential-report.ts'
import { EvidenceError } from '#shared/evidence/evidence-error.ts'
import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import type { Parsed } from '#shared/evidence/reading.ts'
import {
  bytesOf,
  codesOf,
  COLUMNS,
  csvText,
  file,
  NOW,
  reasonOf,
  reportFile,
  rootRow,
  type Row,
  userRow,
  valueOf,
} from './evidence-folder.ts'

const parse = (source: EvidenceFile): Parsed<CredentialReport> => parseCredentialReport(source, NOW)
const parseCsv = (text: string): Parsed<CredentialReport> => parse(file('credential-report.csv', text))
const alice = (more: Row) => {
  const { facts, problems } = parse(reportFile(rootRow(), userRow('alice', more)))
  const [user] = facts.users
  if (user === undefined) throw new Error('alice is not in the report')
  return { ...user, problems }
}
const withPassword = { password_enabled: 'true', password_last_changed: '2026-01-01T00:00:00Z' }
const withKey = { access_key_1_active: 'true', access_key_1_last_rotated: '2026-01-01T00:00:00Z' }

describe('the form of the file', () => {
  const text = csvText([rootRow(), userRow('alice'), userRow('bob')])
  const json = (Content: string) =>
    file('credential-report.json', { Content, GeneratedTime: '2026-04-01T11:00:00+00:00' })
  test.each([
    ['row 5: LF, no last newline', file('credential-report.csv', text)],
    ['row 5: last newline', file('credential-report.csv', `${text}\n`)],
    ['row 5: CRLF', file('credential-report.csv', text.replaceAll('\n', '\r\n'))],
    ['row 5: byte-order mark', file('credential-report.csv', `\uFEFF${text}`)],
    [
      'UTF-16 as PowerShell redirects it',
      { name: 'credential-report.csv', bytes: Buffer.from(`\uFEFF${text}`, 'utf16le') },
    ],
    ['base64 Content', json(Buffer.from(text).toString('base64'))],
    [
      'base64 Content with line breaks',
      json(
        Buffer.from(text)
          .toString('base64')
          .replaceAll(/(.{76})/gu, '$1\n'),
      ),
    ],
    ['decoded Content', json(text)],
    [
      'upper case flags and header',
      file('credential-report.csv', text.replaceAll('false', 'FALSE').replace('mfa_active', 'MFA_ACTIVE')),
    ],
  ])('%s', (_name, source) => {
    const { facts, problems } = parse(source)
    expect(facts.users.map(({ name }) => name)).toEqual(['alice', 'bob'])
    expect(valueOf(facts.root).arn).toBe('arn:aws:iam::111111111111:root')
    expect(facts.users.map(({ mfaActive }) => valueOf(mfaActive))).toEqual([false, false])
    expect(problems).toEqual([])
  })
  test('the time of the report is told by the JSON form alone', () => {
    expect(valueOf(parse(json(text)).facts.generatedAt)).toEqual(new Date('2026-04-01T11:00:00Z'))
    expect(reasonOf(parse(reportFile(userRow('alice'))).facts.generatedAt)).toBe(
      'credential-report.csv does not tell when the credential report was made.',
    )
  })
  test('row 5: an embedded line feed and doubled quotes are part of a cell', () => {
    const columns = [...COLUMNS, 'additional_credentials_info']
    const rows = [
      userRow('alice', { additional_credentials_info: 'two more keys,\nsee "ListAccessKeys"' }),
      userRow('bob'),
    ]
    const { facts, problems } = parseCsv(csvText(rows, columns))
    expect(facts.users.map(({ name }) => name)).toEqual(['alice', 'bob'])
    expect(facts.users[0]?.additionalCredentials).toBe('two more keys,\nsee "ListAccessKeys"')
    expect(problems).toEqual([])
  })
  test.each([
    ['', 'credential-report.csv is empty; fetch this evidence again, or leave the file out.'],
    [
      'name,id\nalice,1',
      'credential-report.csv has no column user and no column arn in its first row, so it is not a credential report; fetch it with: aws iam get-credential-report.',
    ],
  ])('what is no report is refused in one sentence: %j', (text, message) => {
    expect(() => parseCsv(text)).toThrow(new EvidenceError(message))
  })
  test.each([
    [{}, 'credential-report.json has no Content; fetch it again with: aws iam get-credential-report.'],
    [
      { Content: '{"a"}' },
      'credential-report.json has a Content that is neither CSV nor base64; fetch it again with: aws iam get-credential-report.',
    ],
  ])('an answer without a report is refused: %j', (content, message) => {
    expect(() => parse(file('credential-report.json', content))).toThrow(new EvidenceError(message))
  })
})

describe('rows', () => {
  test('row 4: a name with a comma parses when quoted', () => {
    const { facts, problems } = parse(reportFile(userRow('a,b'), userRow('bob')))
    expect(facts.users.map(({ name }) => name)).toEqual(['a,b', 'bob'])
    expect(problems).toEqual([])
  })
  test('row 4: unquoted, the row is one problem and the others survive', () => {
    const text = csvText([userRow('alice'), userRow('a,b'), userRow('bob')]).replaceAll(/"(.*?)"/gu, '$1')
    const { facts, problems } = parseCsv(text)
    expect(facts.users.map(({ name }) => name)).toEqual(['alice', 'bob'])
    expect(facts.brokenRows).toBe(1)
    expect(problems).toEqual([
      {
        kind: 'evidence-problem',
        source: 'credential-report',
        where: 'credential-report.csv row 3',
        code: 'row-width',
        reason: 'credential-report.csv row 3 is left out: it has 24 cells where the header has 22.',
      },
    ])
  })
  test.each([
    ['one stray quotation mark', ['"stray']],
    ['two stray quotation marks, rows apart', ['"stray', 'bob', '"again']],
    ['a quotation mark that opens in one row and closes in a later one', ['"stray', 'bob', 'again"']],
  ])('%s breaks its own row only', (_name, names) => {
    const lines = csvText([userRow('alice')]).split('\n')
    for (const name of names) lines.push((lines[1] ?? '').replaceAll('alice', name))
    lines.push((lines[1] ?? '').replaceAll('alice', 'zoe'))
    const { facts, problems } = parseCsv(lines.join('\n'))
    expect(facts.users.map(({ name }) => name)).toEqual([
      'alice',
      ...names.filter((name) => !name.includes('"')),
      'zoe',
    ])
    expect(problems.length).toBe(names.filter((name) => name.includes('"')).length)
  })
  test('a quotation mark that closes rows later swallows none of those between', () => {
    const rows = ['alice', 'x', 'bob', 'y', 'zoe'].map((name) => userRow(name))
    const text = csvText(rows).replace('\nx,', '\n"x,').replace('\ny,', '\ny",')
    const { facts, problems } = parseCsv(text)
    expect(facts.users.map(({ name }) => name)).toEqual(['alice', 'bob', 'zoe'])
    expect(problems.map(({ where }) => where)).toEqual(['credential-report.csv row 3', 'credential-report.csv row 5'])
  })
  test('a quotation mark that closes in a later cell breaks the two rows that it joins', () => {
    const rows = ['alice', 'x', 'zoe'].map((name) => userRow(name))
    const text = csvText(rows)
      .replace('\nx,', '\n"x,')
      .replace(/,N\/A\nzoe,/u, ',N/A\nzoe",')
    const { facts, problems } = parseCsv(text)
    expect(facts.users.map(({ name }) => name)).toEqual(['alice'])
    expect(codesOf({ problems })).toEqual(['row-width', 'row-width'])
  })
  test('row 6: __proto__, constructor, toString and hasOwnProperty are users like any other', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '=cmd', '+x', '-x', '@x', 'root']
    const { facts, problems } = parse(reportFile(...names.map((name) => userRow(name))))
    expect(facts.users.map(({ name }) => name)).toEqual(names)
    expect(problems).toEqual([])
  })
  test.each([
    ['row 8: <root_account> as a user', userRow('<root_account>'), 'impossible-root'],
    ['row 8: root under another name', rootRow({ user: 'root' }), 'impossible-root'],
    ['a name that IAM does not allow', userRow('<b>'), 'impossible-name'],
    ['no ARN', userRow('eve', { arn: 'N/A' }), 'impossible-arn'],
    ["another user's ARN", userRow('eve', { arn: `arn:aws:iam::111111111111:user/mallory` }), 'name-arn-mismatch'],
    ['one name in two rows', userRow('alice', { mfa_active: 'true' }), 'duplicate-user'],
  ])('%s is left out and reported', (_name, row, code) => {
    const { facts, problems } = parse(reportFile(rootRow(), userRow('alice'), row))
    expect(facts.users.map(({ name, mfaActive }) => [name, valueOf(mfaActive)])).toEqual([['alice', false]])
    expect(valueOf(facts.root).arn).toBe('arn:aws:iam::111111111111:root')
    expect(codesOf({ problems })).toEqual([code])
  })
  test('a row of root whose ARN ends with the name is root', () => {
    const { facts, problems } = parse(reportFile(rootRow({ arn: 'arn:aws:iam::111111111111:<root_account>' })))
    expect(valueOf(facts.root).arn).toBe('arn:aws:iam::111111111111:root')
    expect(problems).toEqual([])
  })
  test('row 80: one name with two ARNs is two users, and is said', () => {
    const moved = userRow('alice', { arn: 'arn:aws:iam::111111111111:user/team/alice' })
    const { facts, problems } = parse(reportFile(userRow('alice'), moved))
    expect(facts.users.map(({ arn }) => arn)).toEqual([userRow('alice')['arn'], moved['arn']])
    expect(codesOf({ problems })).toEqual(['duplicate-user'])
  })
  test('row 80: users that differ in case only are two users', () => {
    const { facts, problems } = parse(reportFile(userRow('Bob'), userRow('bob')))
    expect(facts.users.map(({ name }) => name)).toEqual(['Bob', 'bob'])
    expect(problems).toEqual([])
  })
})

describe('columns', () => {
  test('row 9: in any order, with additional_credentials_info and with an unknown one', () => {
    const columns = COLUMNS.toReversed().concat('additional_credentials_info' as never, 'quantum_key_1_active' as never)
    const { facts, problems } = parseCsv(csvText([rootRow(), userRow('alice', withKey)], columns))
    expect(facts.users.map(({ accessKeys }) => valueOf(accessKeys).length)).toEqual([1])
    expect(problems).toEqual([])
  })
  test.each([
    ['mfa_active', 'mfaActive'],
    ['password_enabled', 'password'],
    ['access_key_1_active', 'accessKeys'],
    ['access_key_2_last_rotated', 'accessKeys'],
    ['cert_2_active', 'certificates'],
    ['user_creation_time', 'createdAt'],
  ] as const)('row 10: without the column %s, %s is unknown and not a pass', (column, fact) => {
    const { facts } = parseCsv(
      csvText(
        [userRow('alice')],
        COLUMNS.filter((name) => name !== column),
      ),
    )
    expect(facts.users[0]?.[fact]).toEqual({
      state: 'unknown',
      reason: `credential-report.csv has no column ${column}.`,
    })
  })
  test.each([
    ['true', true],
    ['TRUE', true],
    ['True', true],
    ['false', false],
    ['FALSE', false],
  ])('row 11: the flag %s', (text, value) => {
    expect(valueOf(alice({ mfa_active: text }).mfaActive)).toBe(value)
  })
  test.each([
    ['', 'mfa_active in credential-report.csv row 3 is empty.'],
    ['yes', 'mfa_active in credential-report.csv row 3 reads "yes".'],
    ['1', 'mfa_active in credential-report.csv row 3 reads "1".'],
    ['N/A', 'mfa_active in credential-report.csv row 3 reads "N/A".'],
    ['not_supported', 'mfa_active in credential-report.csv row 3 reads "not_supported".'],
  ])('row 11: the flag %j is neither', (text, reason) => {
    expect(reasonOf(alice({ mfa_active: text }).mfaActive)).toBe(reason)
  })
})

describe('trap 6, row 12: four sentinels are four facts', () => {
  test.each([
    ['no_information', { state: 'never-or-not-tracked' }],
    ['N/A', { state: 'unknown', reason: 'password_last_used in credential-report.csv row 3 reads "N/A".' }],
    [
      'not_supported',
      { state: 'unknown', reason: 'password_last_used in credential-report.csv row 3 reads "not_supported".' },
    ],
    ['', { state: 'unknown', reason: 'password_last_used in credential-report.csv row 3 is empty.' }],
  ])('last use of a password that is set: %j', (text, lastUsed) => {
    const password = valueOf(alice({ ...withPassword, password_last_used: text }).password)
    expect(password).toMatchObject({ state: 'set', lastUsed })
  })
  test('N/A is what a user without a password has', () => {
    expect(valueOf(alice({ password_last_used: 'N/A' }).password)).toEqual({ state: 'none' })
  })
  test('next rotation: N/A says that there is no expiry, not_supported says nothing', () => {
    expect(valueOf(alice(withPassword).password)).toMatchObject({ nextRotation: { state: 'known', value: 'none' } })
    const untold = valueOf(alice({ ...withPassword, password_next_rotation: 'not_supported' }).password)
    expect(untold).toMatchObject({ nextRotation: { state: 'unknown' } })
  })
})

describe('access keys', () => {
  const keysOf = (more: Row) => valueOf(alice(more).accessKeys)
  test('trap 8: two keys are two facts, each with its own dates', () => {
    const keys = keysOf({
      ...withKey,
      access_key_2_active: 'false',
      access_key_2_last_rotated: '2025-06-01T00:00:00Z',
      access_key_2_last_used_date: '2025-07-01T00:00:00Z',
      access_key_2_last_used_region: 'eu-west-1',
      access_key_2_last_used_service: 'ec2',
    })
    expect(keys).toEqual([
      {
        slot: 1,
        status: 'active',
        createdAt: { state: 'known', value: new Date('2026-01-01T00:00:00Z') },
        lastUsed: { state: 'never-or-not-tracked' },
      },
      {
        slot: 2,
        status: 'inactive',
        createdAt: { state: 'known', value: new Date('2025-06-01T00:00:00Z') },
        lastUsed: { state: 'used', at: new Date('2025-07-01T00:00:00Z'), region: 'eu-west-1', service: 'ec2' },
      },
    ])
  })
  test('trap 7, row 18: a service without a Region is a use all the same', () => {
    const [key] = keysOf({
      ...withKey,
      access_key_1_last_used_date: '2026-02-01T00:00:00Z',
      access_key_1_last_used_service: 's3',
    })
    expect(key?.lastUsed).toEqual({ state: 'used', at: new Date('2026-02-01T00:00:00Z'), service: 's3' })
  })
  test('trap 9: an inactive key keeps its date and is a key; without a date there is none', () => {
    expect(keysOf({ access_key_1_last_rotated: '2025-06-01T00:00:00Z' })).toMatchObject([
      { slot: 1, status: 'inactive' },
    ])
    expect(keysOf({})).toEqual([])
  })
  test('an inactive key with a use and no date is one that once was', () => {
    expect(keysOf({ access_key_1_last_used_date: '2025-07-01T00:00:00Z' })).toMatchObject([
      { status: 'inactive', createdAt: { state: 'unknown' } },
    ])
  })
  test('an active key without a date is judged, its age is not known', () => {
    expect(keysOf({ access_key_2_active: 'TRUE' })).toMatchObject([
      { slot: 2, status: 'active', createdAt: { state: 'unknown' } },
    ])
  })
  test.each([
    ['one second', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00+00:00', true],
    ['two seconds', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', undefined],
    ['no date at all', 'N/A', 'N/A', true],
    ['a date and none', '2026-01-01T00:00:00Z', 'N/A', undefined],
  ])('two keys of %s', (_, access_key_1_last_rotated, access_key_2_last_rotated, twin) => {
    const active = { access_key_1_active: 'true', access_key_2_active: 'true' }
    const keys = keysOf({ ...active, access_key_1_last_rotated, access_key_2_last_rotated })
    expect(keys.map((key) => key.twin)).toEqual([undefined, twin])
  })
  test('certificates likewise', () => {
    expect(valueOf(alice({ cert_2_last_rotated: '2025-06-01T00:00:00Z' }).certificates)).toMatchObject([
      { slot: 2, status: 'inactive' },
    ])
  })
})

describe('values that cannot be', () => {
  const created = (text: string) => alice({ user_creation_time: text })
  test.each([
    ['2024-02-30T00:00:00Z', 'impossible-date'],
    ['0001-01-01T00:00:00Z', 'impossible-date'],
    ['1714521600000', 'impossible-date'],
    ['9999-12-31T00:00:00Z', 'future-date'],
    ['2026-04-01T13:00:01Z', 'future-date'],
  ])('row 13: the time %s is reported, and unknown', (text, code) => {
    const { createdAt, problems } = created(text)
    expect(createdAt.state).toBe('unknown')
    expect(problems).toMatchObject([
      { code, where: 'credential-report.csv row 3', subjectName: 'alice', reason: reasonOf(createdAt) },
    ])
  })
  test('row 14: within an hour ahead the clock is trusted and the time is now', () => {
    const { createdAt, problems } = created('2026-04-01T13:00:00Z')
    expect(valueOf(createdAt)).toEqual(NOW)
    expect(problems).toEqual([])
  })
  test('a key used before it was made is reported, and its use is unknown', () => {
    const { accessKeys, problems } = alice({ ...withKey, access_key_1_last_used_date: '2025-12-31T23:44:59Z' })
    expect(valueOf(accessKeys)[0]?.lastUsed.state).toBe('unknown')
    expect(problems).toMatchObject([
      {
        code: 'used-before-created',
        reason:
          'Access key 1 in credential-report.csv row 3 was last used 2025-12-31T23:44:59.000Z, before it was made 2026-01-01T00:00:00.000Z.',
      },
    ])
  })
  test('IAM records a use to a quarter of an hour', () => {
    const { accessKeys, problems } = alice({ ...withKey, access_key_1_last_used_date: '2025-12-31T23:45:00Z' })
    expect(valueOf(accessKeys)[0]?.lastUsed.state).toBe('used')
    expect(problems).toEqual([])
  })
  test('a password used before its user was made', () => {
    const { problems } = alice({ ...withPassword, password_last_used: '2024-01-01T00:00:00Z' })
    expect(codesOf({ problems })).toEqual(['used-before-created'])
  })
})

describe('properties', () => {
  const nameOf = fc.string({ unit: fc.constantFrom(...'abcXYZ019_+=,.@-'), minLength: 1, maxLength: 64 })
  test('any column order and any legal user names come back as they went in', () => {
    const columns = fc.shuffledSubarray([...COLUMNS], { minLength: COLUMNS.length, maxLength: COLUMNS.length })
    fc.assert(
      fc.property(
        columns,
        fc.uniqueArray(nameOf, { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        (order, names, newline) => {
          const text = csvText([rootRow(), ...names.map((name) => userRow(name, withKey))], order).replaceAll(
            '\n',
            newline,
          )
          const { facts, problems } = parseCsv(text)
          expect(facts.users.map(({ name }) => name)).toEqual(names)
          expect(facts.users.every(({ accessKeys }) => valueOf(accessKeys).length === 1)).toBe(true)
          expect(problems).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })
  const outcomeOf = (source: EvidenceFile): string => {
    try {
      return Array.isArray(parse(source).facts.users) ? 'facts' : 'none'
    } catch (error) {
      return error instanceof Error ? error.name : 'none'
    }
  }
  test('any bytes give facts or an EvidenceError, and nothing else', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ maxLength: 200 }).map((text) => bytesOf(`${COLUMNS.join(',')}\n${text}`)),
      fc.json().map(bytesOf),
    )
    fc.assert(
      fc.property(anything, fc.constantFrom('credential-report.csv', 'credential-report.json'), (bytes, name) => {
        expect(outcomeOf({ name, bytes })).toMatch(/^(?:facts|EvidenceError)$/u)
      }),
      { numRuns: 200 },
    )
  })
})
