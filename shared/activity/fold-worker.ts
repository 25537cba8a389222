// oxlint-disable-next-line no-restricted-imports -- the thread's own port: bytes in, profile out.
import { isMainThread, parentPort } from 'node:worker_threads'
import { catalogueVersion } from '#shared/catalogue/actions.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import { LogFold } from './log-fold.ts'
import { serialiseProfile } from './serialise-profile.ts'

/**
 * A worker thread that folds the files it is sent, piece by piece, and answers with the serialised profile. It opens nothing
 * itself: `file` begins a file, `bytes` goes on, `end` or `failed` ends it, `finish` asks for the profile.
 */
export type ToWorker =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'finish' }

export type FromWorker =
  { readonly kind: 'taken' } | { readonly kind: 'folded' } | { readonly kind: 'profile'; readonly profile: string }

const port = parentPort
const queue: ToWorker[] = []
let wake: () => void = () => {}

const next = async (): Promise<ToWorker> => {
  for (;;) {
    const message = queue.shift()
    if (message) return message
    await new Promise<void>((resolve) => (wake = resolve))
  }
}

async function* bytesOf(answer: (message: FromWorker) => void): AsyncGenerator<Uint8Array> {
  for (;;) {
    const message = await next()
    if (message.kind === 'failed') throw Object.assign(new Error('The file cannot be read.'), { code: message.code })
    if (message.kind !== 'bytes') return
    yield message.bytes
    answer({ kind: 'taken' })
  }
}

const work = async (answer: (message: FromWorker) => void): Promise<void> => {
  const logs = new LogFold({ requestsOf, catalogue: catalogueVersion() })
  for (;;) {
    const message = await next()
    if (message.kind === 'finish') {
      answer({ kind: 'profile', profile: serialiseProfile(logs.profile()) })
      return
    }
    if (message.kind !== 'file') {
      // What is left of a file that was refused.
      if (message.kind === 'bytes') answer({ kind: 'taken' })
      continue
    }
    await logs.add({ name: message.name, bytes: bytesOf(answer) })
    answer({ kind: 'folded' })
  }
}

if (!isMainThread && port) {
  port.on('message', (message: ToWorker) => {
    queue.push(message)
    wake()
  })
  await work((message) => port.postMessage(message))
  port.close()
}
