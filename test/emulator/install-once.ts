import { installEmulator } from '#infra/emulator/install-emulator.ts'

/** Before any test file, so that two of them do not make the environment at the same time. */
export default (): void => {
  installEmulator()
}
