import { fileURLToPath } from 'node:url'
import { isEnvironmentMissing, makeEnvironment, type PinnedEnvironment } from '../python/pinned-environment.ts'

const EMULATOR: PinnedEnvironment = {
  folder: fileURLToPath(new URL('../../.venv/emulator', import.meta.url)),
  requirements: fileURLToPath(new URL('requirements.txt', import.meta.url)),
  neededFor: "test:emulator and for the demo's --deliver",
}

/** True when the next start has to fetch the emulator from PyPI first. */
export const isEmulatorMissing = (): boolean => isEnvironmentMissing(EMULATOR)

/** Makes the emulator's environment where it is missing, and answers its interpreter. */
export const installEmulator = (): string => makeEnvironment(EMULATOR)
