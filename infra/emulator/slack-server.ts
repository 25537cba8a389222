import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: Record<string, unknown>
}

export interface SlackAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Accepts the call and never answers. */
  readonly hangs?: true
}

const readAll = async (request: IncomingMessage): Promise<string> => {
  const parts: Uint8Array[] = []
  for await (const part of request) parts.push(part as Uint8Array)
  return Buffer.concat(parts).toString('utf8')
}

interface Block {
  readonly type: string
  readonly text?: { readonly text: string }
  readonly elements?: readonly { readonly text: string }[]
}

/** Slack's own checks of a message, as far as they are known: what it refuses and in which words. */
const refusalOf = ({ blocks, text }: Record<string, unknown>): string | undefined => {
  if (blocks === undefined) return typeof text === 'string' && text !== '' ? undefined : 'no_text'
  if (!Array.isArray(blocks) || blocks.length > 50) return 'invalid_blocks'
  const all = blocks as readonly Block[]
  const texts = all.flatMap((block) => [block.text?.text, ...(block.elements ?? []).map((element) => element.text)])
  if (texts.some((one) => one !== undefined && (one.length === 0 || one.length > 3000))) return 'invalid_blocks'
  if (all.some(({ type, text: header }) => type === 'header' && (header?.text.length ?? 0) > 150))
    return 'invalid_blocks'
  if (all.some(({ elements }) => (elements?.length ?? 0) > 10)) return 'invalid_blocks'
  return JSON.stringify(blocks).length > 13_200 ? 'msg_blocks_too_long' : undefined
}

/** Webhook and chat.postMessage on loopback. `faults` are answered first, one a call; then it behaves. */
export const startSlack = async (faults: readonly SlackAnswer[] = []) => {
  const received: Received[] = []
  const left = [...faults]
  const server = createServer((request, response) => {
    void (async () => {
      const body = JSON.parse(await readAll(request)) as Record<string, unknown>
      received.push({ path: request.url ?? '', authorization: request.headers.authorization, body })
      const fault = left.shift()
      if (fault?.hangs) return
      if (fault) {
        response.writeHead(fault.status ?? 200, fault.headers ?? {}).end(fault.body ?? '')
        return
      }
      const refusal = refusalOf(body)
      if (request.url === '/api/chat.postMessage') {
        const answer = refusal === undefined ? { ok: true, ts: `17.${received.length}` } : { ok: false, error: refusal }
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
      } else response.writeHead(refusal === undefined ? 200 : 400).end(refusal ?? 'ok')
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const base = `http://127.0.0.1:${port}`
  return {
    received,
    webhook: { kind: 'webhook', url: `${base}/services/T0/B0/verysecretpath` } as const,
    bot: { kind: 'bot', token: 'xoxb-very-secret', channel: 'C01', apiBase: `${base}/api/` } as const,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
