import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Invocation, invokeHandler } from '#infra/emulator/invoke-handler.ts'

const ROOT = new URL('../../', import.meta.url)

/** Bundles all functions as `npm run package` does. */
export const buildFunctions = async (): Promise<void> => {
  await promisify(execFile)(process.execPath, [fileURLToPath(new URL('infra/scripts/build.ts', ROOT))])
}

/** Runs the built bundle of a function. */
export const invokeBundle = (
  name: string,
  payload: unknown,
  variables: Readonly<Record<string, string>>,
): Promise<Invocation> => invokeHandler(new URL(`.build/${name}/index.mjs`, ROOT), payload, variables)
