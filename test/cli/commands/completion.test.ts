import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { commands } from '#cli/commands/index.ts'
import { runCredaudit } from '#test/support/run-credaudit.ts'

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0

let script = ''
beforeAll(async () => {
  script = (await runCredaudit('completion', 'bash')).stdout
})

/** What bash itself offers for the last of these words. */
const offered = async (...words: readonly string[]): Promise<readonly string[]> => {
  const line = `${script}
COMP_WORDS=(credaudit "$@")
COMP_CWORD=$#
_credaudit
printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout } = await promisify(execFile)('bash', ['-c', line, 'bash', ...words])
  return stdout.split('\n').filter((word) => word !== '')
}

describe.runIf(isThere('bash'))('bash', () => {
  test('offers every command', async () => {
    expect((await offered('')).filter((word) => !word.startsWith('-')).sort()).toEqual([...commands.keys()].sort())
  })
  test('offers what begins as typed', async () => {
    expect(await offered('explain-r')).toEqual(['explain-rule'])
    expect(await offered('audit', '--evi')).toEqual(['--evidence'])
  })
  test('offers the values of an option', async () => {
    expect(await offered('audit', '--fail-on', 'm')).toEqual(['medium'])
  })
  test('offers files where anything may follow', async () => {
    expect(await offered('audit', '--evidence', 'sampl')).toEqual(['samples'])
  })
  test('is known to complete under our name', async () => {
    const { stdout } = await promisify(execFile)('bash', ['-c', `${script}\ncomplete -p credaudit`])
    expect(stdout).toContain('-F _credaudit credaudit')
  })
})
test.each(['zsh', 'fish'])('%s: every command and option', async (shell) => {
  const { code, stdout } = await runCredaudit('completion', shell)
  expect(code).toBe(0)
  for (const name of commands.keys()) expect(stdout).toContain(name)
  expect(stdout).toContain(shell === 'fish' ? '-l fail-on' : '--fail-on')
  if (isThere(shell)) expect(spawnSync(shell, ['-n'], { input: stdout }).stderr.toString()).toBe('')
})
test('another shell is wrong usage', async () => {
  expect(await runCredaudit('completion', 'cmd')).toMatchObject({ code: 2, stdout: '' })
})
