import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { installEmulator } from './install-emulator.ts'

export interface Emulator {
  /** For `AWS_ENDPOINT_URL`. */
  readonly endpoint: string
  stop(): Promise<void>
}

const STARTED = /Running on (http:\/\/127\.0\.0\.1:\d+)/
const MAX_OUTPUT = 20_000

/** Starts moto's server on a free port of the loopback interface, and waits until it says where it listens. */
export const startMoto = async (more: Readonly<Record<string, string>> = {}): Promise<Emulator> => {
  const server = spawn(installEmulator(), ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Nothing outside: moto must neither load presets nor find credentials of the person who runs this.
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', PYTHONUNBUFFERED: '1', ...more },
  })
  const exited = once(server, 'exit')
  let output = ''
  const endpoint = await new Promise<string>((resolve, reject) => {
    const read = (bytes: Buffer): void => {
      if (output.length > MAX_OUTPUT) return
      output += bytes.toString()
      const url = STARTED.exec(output)?.[1]
      if (url !== undefined) resolve(url)
    }
    server.stdout.on('data', read)
    server.stderr.on('data', read)
    server.on('error', reject)
    server.on('exit', (code) => reject(new Error(`moto ended with ${code} before it listened:\n${output}`)))
  })
  return {
    endpoint,
    stop: async () => {
      server.kill()
      await exited
    },
  }
}

/** The variables by which unmodified code talks to an emulator instead of AWS. */
export const emulatorVariables = (endpoint: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
})
