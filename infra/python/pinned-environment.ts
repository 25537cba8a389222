import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const OLDEST_MINOR = 10
const PYTHONS = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10']

/** A virtual environment whose packages are those of one file, each at one version. */
export interface PinnedEnvironment {
  readonly folder: string
  readonly requirements: string
  /** What a person goes without where it cannot be made; ends the sentence. */
  readonly neededFor: string
  readonly pythons?: readonly string[]
}

/** Python is missing or too old, or its packages could not be fetched: says what to do. */
export class PinnedEnvironmentError extends Error {
  override name = 'PinnedEnvironmentError'
}

const isNewEnough = (python: string): boolean => {
  try {
    // Debian splits ensurepip off: there `import venv` works, and `python3 -m venv` does not.
    const probe = 'import sys, venv, ensurepip; print(*sys.version_info[:2])'
    const version = execFileSync(python, ['-c', probe], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const [major = 0, minor = 0] = version.split(' ').map(Number)
    return major === 3 && minor >= OLDEST_MINOR
  } catch {
    return false
  }
}

const findPython = ({ neededFor, pythons = PYTHONS }: PinnedEnvironment): string => {
  const found = pythons.find(isNewEnough)
  if (found !== undefined) return found
  throw new PinnedEnvironmentError(
    `There is no Python 3.${OLDEST_MINOR} or newer with venv; install it (Debian: apt-get install python3-venv) for ${neededFor}.`,
  )
}

const run = (environment: PinnedEnvironment, program: string, ...words: string[]): void => {
  try {
    execFileSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'] })
  } catch {
    throw new PinnedEnvironmentError(
      `${program} ${words.slice(0, 3).join(' ')} failed, see above; pip has to reach PyPI once for ${environment.neededFor}.`,
    )
  }
}

const stampOf = ({ folder }: PinnedEnvironment): string => `${folder}/installed`

const wantedStamp = ({ requirements }: PinnedEnvironment): string =>
  createHash('sha256').update(readFileSync(requirements)).digest('hex')

/** True when the packages have to be fetched from PyPI first. */
export const isEnvironmentMissing = (environment: PinnedEnvironment): boolean =>
  !existsSync(stampOf(environment)) || readFileSync(stampOf(environment), 'utf8') !== wantedStamp(environment)

/** Makes the environment once for each set of versions, and answers its interpreter. */
export const makeEnvironment = (environment: PinnedEnvironment): string => {
  const { folder, requirements } = environment
  const python = `${folder}/bin/python`
  if (!isEnvironmentMissing(environment)) return python
  rmSync(folder, { recursive: true, force: true })
  run(environment, findPython(environment), '-m', 'venv', folder)
  run(environment, python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements)
  writeFileSync(stampOf(environment), wantedStamp(environment))
  return python
}
