import { vi } from 'vitest'
import { credaudit } from '#cli/credaudit.ts'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** What a stream is given while `during` runs. */
const capture = (stream: NodeJS.WriteStream): { readonly text: () => string; readonly stop: () => void } => {
  const parts: string[] = []
  const spy = vi.spyOn(stream, 'write').mockImplementation((chunk: unknown, ...rest: readonly unknown[]) => {
    parts.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString())
    const written = rest.find((one) => typeof one === 'function') as (() => void) | undefined
    written?.()
    return true
  })
  return { text: () => parts.join(''), stop: () => spy.mockRestore() }
}

/** The command line within this process: a process of its own loads the SDK anew each time. */
export const runCredaudit = async (...words: readonly string[]): Promise<Ran> => {
  const [out, err] = [capture(process.stdout), capture(process.stderr)]
  try {
    const code = await credaudit(words)
    return { code, stdout: out.text(), stderr: err.text() }
  } finally {
    out.stop()
    err.stop()
  }
}
