import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  isEnvironmentMissing,
  makeEnvironment,
  PinnedEnvironmentError,
  type PinnedEnvironment,
} from '#infra/python/pinned-environment.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-python-'))
})
afterEach(() => rm(folder, { recursive: true }))

interface Behaviour {
  readonly version?: string
  readonly pip?: string
}

/** Answers as Python does to a look at its version, to `-m venv` and to `-m pip`, and logs the last two. */
const fakePython = async (name: string, { version = '3 11', pip = 'exit 0' }: Behaviour = {}): Promise<string> => {
  const file = path.join(folder, name)
  const script = `#!/bin/sh
case "$1 $2" in
  "-c "*) echo "${version}" ;;
  "-m venv") echo "${name} venv" >> "${folder}/log"; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
  "-m pip") echo "pip $3" >> "${folder}/log"; ${pip} ;;
esac
`
  await writeFile(file, script, { mode: 0o755 })
  return file
}

const environmentOf = async (...pythons: readonly string[]): Promise<PinnedEnvironment> => {
  const requirements = path.join(folder, 'requirements.txt')
  await writeFile(requirements, 'one==1.0.0\n')
  return { folder: path.join(folder, 'environment'), requirements, neededFor: 'this test', pythons }
}

const logged = async (): Promise<readonly string[]> =>
  (await readFile(path.join(folder, 'log'), 'utf8')).trimEnd().split('\n')

test('is made once', async () => {
  const environment = await environmentOf(await fakePython('python'))
  expect(isEnvironmentMissing(environment)).toBe(true)
  expect(makeEnvironment(environment)).toBe(path.join(folder, 'environment/bin/python'))
  expect(isEnvironmentMissing(environment)).toBe(false)
  makeEnvironment(environment)
  expect(await logged()).toEqual(['python venv', 'pip install'])
})

test('is made anew when a version changes', async () => {
  const environment = await environmentOf(await fakePython('python'))
  makeEnvironment(environment)
  await writeFile(environment.requirements, 'one==1.0.1\n')
  expect(isEnvironmentMissing(environment)).toBe(true)
  makeEnvironment(environment)
  expect(await logged()).toHaveLength(4)
})

test('takes the first Python that is new enough', async () => {
  const old = await fakePython('old', { version: '3 9' })
  const environment = await environmentOf(
    path.join(folder, 'absent'),
    old,
    await fakePython('new', { version: '3 10' }),
  )
  makeEnvironment(environment)
  expect((await logged())[0]).toBe('new venv')
})

test.each(['3 9', '2 10', '4 12', ''])('refuses a Python that says "%s"', async (version) => {
  const environment = await environmentOf(await fakePython('python', { version }))
  expect(() => makeEnvironment(environment)).toThrow(
    new PinnedEnvironmentError(
      'There is no Python 3.10 or newer with venv; install it (Debian: apt-get install python3-venv) for this test.',
    ),
  )
})

test('is still missing after pip has failed', async () => {
  const environment = await environmentOf(await fakePython('python', { pip: 'exit 1' }))
  expect(() => makeEnvironment(environment)).toThrow(
    /-m pip install failed, see above; pip has to reach PyPI once for this test\.$/,
  )
  expect(isEnvironmentMissing(environment)).toBe(true)
})
