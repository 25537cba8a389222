import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const REQUIREMENTS = here('requirements.txt')
const ENVIRONMENT = here('../../.venv/emulator')
const STAMP = `${ENVIRONMENT}/installed`
const OLDEST = [3, 10]

const EMULATOR_PYTHON = `${ENVIRONMENT}/bin/python`

const run = (program: string, ...words: string[]): string =>
  execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

const isNewEnough = (python: string): boolean => {
  try {
    const [major = 0, minor = 0] = run(python, '-c', 'import sys; print(*sys.version_info[:2])').split(' ').map(Number)
    return major === OLDEST[0] && minor >= (OLDEST[1] ?? 0)
  } catch {
    return false
  }
}

const findPython = (): string => {
  const found = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10'].find(isNewEnough)
  if (found !== undefined) return found
  throw new Error(
    `The emulator needs Python ${OLDEST.join('.')} or newer with venv; install it (Debian: apt-get install python3-venv) for test:emulator and for the demo's --deliver.`,
  )
}

/** True when the next start has to fetch the emulator from PyPI first. */
export const isEmulatorMissing = (): boolean => !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== wantedStamp()

const wantedStamp = (): string => createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex')

/** Makes the virtual environment once for each set of versions, and answers its interpreter. */
export const installEmulator = (): string => {
  if (!isEmulatorMissing()) return EMULATOR_PYTHON
  rmSync(ENVIRONMENT, { recursive: true, force: true })
  run(findPython(), '-m', 'venv', ENVIRONMENT)
  run(EMULATOR_PYTHON, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS)
  writeFileSync(STAMP, wantedStamp())
  return EMULATOR_PYTHON
}
