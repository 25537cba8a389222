import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { doctorDocument } from '#shared/jobs/doctor/doctor-document.ts'
import { permissionChecks } from '#shared/jobs/doctor/permission-checks.ts'
import { differences, documentedFields, fieldsOf } from '#test/support/document-fields.ts'
import { runCredaudit } from '#test/support/run-credaudit.ts'

// Two audits with their state, and every suggestion: more than a test usually takes.
vi.setConfig({ testTimeout: 180_000 })

// What is wrong is put right in docs/json.md: add the field with its meaning, or take out the one that is gone.
const NONE = { undocumented: [], neverPrinted: [] }
const EVIDENCE = ['--evidence', 'samples/account']

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-json-'))
})
afterAll(() => rm(folder, { recursive: true }))

const parsed = async (...words: readonly string[]): Promise<unknown> => {
  const { stdout } = await runCredaudit(...words, '--format', 'json')
  return JSON.parse(stdout) as unknown
}
const fileIn = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(path.join(folder, name), 'utf8')) as unknown

describe('docs/json.md has each field that is printed, and only these', () => {
  test('audit and state', async () => {
    const state = ['--state', path.join(folder, 'state')]
    await runCredaudit(
      'audit',
      ...EVIDENCE,
      '--now',
      '2026-11-20T06:00:00Z',
      '--config',
      'samples/credaudit.yaml',
      ...state,
    )
    const later = ['--now', '2026-11-21T06:00:00Z', '--exceptions', 'samples/exceptions.yaml']
    await runCredaudit('audit', ...EVIDENCE, ...later, ...state, '--format', 'json,html', '--out', `${folder}/`)
    expect(differences('audit', fieldsOf(await fileIn('audit.json')))).toEqual(NONE)
    expect(differences('state', fieldsOf(await fileIn('state/123456789012.json')))).toEqual(NONE)
  })
  test('audit --organization', async () => {
    const accounts = path.join(folder, 'accounts')
    await cp('samples/account', path.join(accounts, 'prod'), { recursive: true })
    const document = await parsed('audit', '--organization', accounts, '--now', '2026-11-20T06:00:00Z')
    expect(differences('audit --organization', fieldsOf(document))).toEqual(NONE)
  })
  test('suggest', async () => {
    const suggestions = await parsed('suggest', ...EVIDENCE, '--now', '2026-11-20T06:00:00Z', '--all', '--accept-gaps')
    expect(differences('suggest', fieldsOf(suggestions))).toEqual(NONE)
  })
  test('activity', async () => {
    const [all, ofKey] = [
      await parsed('activity', ...EVIDENCE),
      await parsed('activity', ...EVIDENCE, '--key', 'AKIARZPUZDIKCLLPB42D'),
    ]
    expect(differences('activity', new Set([...fieldsOf(all), ...fieldsOf(ofKey)]))).toEqual(NONE)
  })
  test('explain-event', async () => {
    const explained = await parsed('explain-event', 's3.amazonaws.com', 'CopyObject')
    expect(differences('explain-event', fieldsOf(explained))).toEqual(NONE)
  })
  test('doctor', () => {
    const tried = { action: 'iam:ListRoles', scope: 'account', answer: 'denied', reason: 'No.' } as const
    const document = doctorDocument({
      version: '0',
      checkedAt: new Date(0),
      caller: { accountId: '1', arn: 'a', partition: 'aws' },
      checks: permissionChecks([tried], 'none'),
    })
    expect(differences('doctor', fieldsOf(document))).toEqual(NONE)
  })
})

test('the check finds what is missing and what is too much', () => {
  expect(documentedFields('explain-event')).toHaveLength(5)
  const fields = fieldsOf({ eventSource: 's', eventName: 'n', actions: ['a'], mappedBy: 'm', more: { inside: 1 } })
  expect(differences('explain-event', fields)).toEqual({
    undocumented: ['more', 'more.inside'],
    neverPrinted: ['notes[]'],
  })
})
