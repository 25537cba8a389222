import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalActionOf } from '#shared/catalogue/actions.ts'
import type { PolicySuggestion } from '#shared/suggestions/policy-suggestion.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const SAMPLE = path.join(ROOT, 'samples/account')

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}
const suggest = async (...words: readonly string[]): Promise<Ended> => {
  const main = [path.join(ROOT, 'cli/main.ts'), 'suggest', ...words]
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, main, {
      maxBuffer: 64_000_000,
      env: { PATH: process.env['PATH'] },
    })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as Ended
    return { code, stdout, stderr }
  }
}

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('suggest', () => {
  it(
    'prints the array and nothing else, the same each time, with actions that exist',
    { timeout: 60_000 },
    async () => {
      const words = ['--evidence', SAMPLE, '--all', '--format', 'json']
      const [first, second] = await Promise.all([suggest(...words), suggest(...words)])
      expect([first.code, first.stderr]).toEqual([0, ''])
      expect(second.stdout).toBe(first.stdout)
      const suggestions: readonly PolicySuggestion[] = JSON.parse(first.stdout)
      expect(suggestions).toHaveLength(105)
      const statements = suggestions.flatMap(({ policies }) => policies.flatMap(({ document }) => document.Statement))
      expect(
        statements.flatMap(({ Action }) => Action).filter((action) => canonicalActionOf(action) !== action),
      ).toEqual([])
      expect(suggestions.flatMap(({ proof }) => proof.notCovered)).toEqual([])
      expect(suggestions.flatMap(({ proof }) => proof.wider.filter(({ named }) => !named))).toEqual([])
    },
  )

  it('shows what it stands on above the policy', async () => {
    const { code, stdout } = await suggest('--evidence', SAMPLE, '--principal', 'orders-api-task')
    expect(code).toBe(0)
    expect(stdout.indexOf('This holds if')).toBeGreaterThan(0)
    expect(stdout.indexOf('This holds if')).toBeLessThan(stdout.indexOf('Policy 1 of 1'))
    expect(stdout).toContain('96 of 100 actions (3 services) would go')
  })

  it('writes each policy into a file of its own, as the commands name it', async () => {
    const { code } = await suggest(
      '--evidence',
      SAMPLE,
      '--principal',
      'orders-api-task',
      '--format',
      'json,terraform',
      '--out',
      folder,
    )
    expect(code).toBe(0)
    expect((await readdir(folder)).sort()).toEqual([
      'role-credaudit-orders-api-task-1.json',
      'suggestions.json',
      'suggestions.tf',
    ])
    const [suggestion]: readonly PolicySuggestion[] = JSON.parse(
      await readFile(path.join(folder, 'suggestions.json'), 'utf8'),
    )
    expect(suggestion?.commands.attach[0]).toContain('file://role-credaudit-orders-api-task-1.json')
    expect(await readFile(path.join(folder, 'suggestions.tf'), 'utf8')).toContain(
      'resource "aws_iam_role_policy_attachment" "role_orders_api_task_1"',
    )
  })

  it('suggests nothing while the log was silent for two days, until somebody accepts that', async () => {
    await cp(SAMPLE, folder, { recursive: true, filter: (file) => !/\/2026\/10\/(?:0[89]|10)$/u.test(file) })
    const words = ['--evidence', folder, '--principal', 'orders-api-task', '--format', 'json']
    const { code, stdout, stderr } = await suggest(...words)
    expect(code).toBe(3)
    const [suggestion]: readonly PolicySuggestion[] = JSON.parse(stdout)
    expect(suggestion).toMatchObject({ verdict: 'refused', policies: [], removed: null })
    expect(suggestion?.used.map(({ action }) => action)).toContain('dynamodb:Query')
    expect(suggestion?.reasons[0]).toMatch(
      /^(?:From|On) 2026-10-\d\d .*nothing at all was logged in account 123456789012/u,
    )
    expect(stderr).toContain('nothing at all was logged')
    expect(stderr).toContain('--accept-gaps')
    const accepted = await suggest(...words, '--accept-gaps')
    expect(accepted.code).toBe(0)
    const [willing]: readonly PolicySuggestion[] = JSON.parse(accepted.stdout)
    expect(willing?.policies).toHaveLength(1)
  })

  it('suggests nothing without a log, says so and ends with 3', async () => {
    await cp(
      path.join(SAMPLE, 'account-authorization-details.json'),
      path.join(folder, 'account-authorization-details.json'),
    )
    const { code, stdout, stderr } = await suggest('--evidence', folder, '--all', '--format', 'json')
    expect(code).toBe(3)
    const suggestions: readonly PolicySuggestion[] = JSON.parse(stdout)
    expect(
      suggestions.every(
        ({ policies, removed, verdict }) => policies.length === 0 && removed === null && verdict === 'refused',
      ),
    ).toBe(true)
    expect(stderr).toBe(
      'credaudit: There is no activity to suggest from: there are no log files.\ncredaudit: No policy is suggested: what cannot be seen is not unused.\n',
    )
  })

  it('suggests nothing from a log with a hole', async () => {
    const trail = path.join(folder, 'cloudtrail')
    await mkdir(trail)
    const log =
      (await readdir(path.join(SAMPLE, 'cloudtrail'), { recursive: true })).find((name) => name.endsWith('.json.gz')) ??
      ''
    await cp(path.join(SAMPLE, 'cloudtrail', log), path.join(trail, 'whole.json.gz'))
    const bytes = await readFile(path.join(trail, 'whole.json.gz'))
    await writeFile(path.join(trail, 'cut.json.gz'), bytes.subarray(0, bytes.length - 30))
    const { code, stdout, stderr } = await suggest('--evidence', folder, '--all', '--format', 'json')
    expect(code).toBe(3)
    expect((JSON.parse(stdout) as readonly PolicySuggestion[]).every(({ policies }) => policies.length === 0)).toBe(
      true,
    )
    expect(stderr).toContain('1 log files could not be read: cut.json.gz')
  })

  it.each([
    [['--evidence', SAMPLE], 'Say for whom'],
    [['--evidence', SAMPLE, '--all', '--principal', 'app'], 'Say for whom'],
    [['--evidence', SAMPLE, '--principal', 'nobody'], 'nobody is neither in the evidence nor in its log'],
    [['--evidence', SAMPLE, '--all', '--format', 'json,table'], 'Several formats need --out DIR'],
    [['--evidence', SAMPLE, '--all', '--format', 'yaml'], 'yaml is not one of table, json, terraform'],
    [['--evidence', path.join(SAMPLE, 'nothing'), '--all'], 'is not there'],
  ])('%j is wrong usage', async (words, message) => {
    const { code, stdout, stderr } = await suggest(...words)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })
})
