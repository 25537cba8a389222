import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeAnswer {
  readonly status?: number
  readonly type?: 'xml' | 'json'
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}
type Answered = FakeAnswer | undefined
/** Given body and path of the request. Undefined: as if the operation were not in the map. */
export type FakeAnswerer = (request: string, path: string) => Answered | Promise<Answered>
/** By operation, `iam:GetCredentialReport`. */
export type FakeAnswers = ReadonlyMap<string, FakeAnswerer>

export interface FakeAws {
  readonly endpoint: string
  /** Operations in the order in which they came, by who answered them. */
  readonly answered: readonly string[]
  readonly forwarded: readonly string[]
  stop(): Promise<void>
}

// Operations of REST services, by method and path.
const restOperations: ReadonlyMap<string, string> = new Map([
  ['GET /analyzer', 'ListAnalyzers'],
  ['POST /findingv2', 'ListFindingsV2'],
])

const INVOCATION = /^\/2015-03-31\/functions\/[^/]+\/invocations$/

/** The service from the signature's scope; the operation from the body, a header or the path, as each protocol has it. */
const operationOf = ({ method = '', url = '', headers }: IncomingMessage, body: string): string => {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'unknown'
  const path = url.replace(/\?.*$/, '')
  const target = headers['x-amz-target']
  const name =
    new URLSearchParams(body).get('Action') ??
    (typeof target === 'string' ? target.replace(/^.*\./, '') : undefined) ??
    /\/operation\/(\w+)$/.exec(path)?.[1] ??
    restOperations.get(`${method} ${path.replace(/\/$/, '')}`) ??
    (INVOCATION.test(path) ? 'Invoke' : undefined) ??
    `${method} ${path}`
  return `${service}:${name}`
}

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

const forward = async (to: string, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> => {
  // Those of the connection itself: fetch refuses some of them, and makes the others.
  const own = new Set(['host', 'connection', 'content-length', 'expect', 'transfer-encoding'])
  const sent = Object.entries(request.headers).flatMap(([name, value]) =>
    typeof value === 'string' && !own.has(name) ? [[name, value]] : [],
  )
  const method = request.method ?? 'GET'
  const answer = await fetch(new URL(request.url ?? '/', to), {
    method,
    headers: Object.fromEntries(sent),
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) }),
  })
  const etag = answer.headers.get('etag')
  response.writeHead(answer.status, {
    'content-type': answer.headers.get('content-type') ?? 'text/plain',
    ...(etag === null ? {} : { etag }),
  })
  response.end(Buffer.from(await answer.arrayBuffer()))
}

const types = { xml: 'text/xml', json: 'application/json' }

/** Answers the operations that it is given; the others go to `behind`, or are refused as denied. */
export const startFakeAws = async (answers: FakeAnswers, behind?: string | (() => string)): Promise<FakeAws> => {
  const answered: string[] = []
  const forwarded: string[] = []
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request)
    const operation = operationOf(request, body.toString())
    const made = await answers.get(operation)?.(body.toString(), request.url ?? '')
    if (made === undefined && behind !== undefined) {
      forwarded.push(operation)
      return forward(typeof behind === 'string' ? behind : behind(), request, body, response)
    }
    answered.push(operation)
    const { status = 200, type = 'xml', headers = {}, body: text } = made ?? denied(operation)
    response.writeHead(status, { 'content-type': types[type], ...headers }).end(text)
  }
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    answered,
    forwarded,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** An error as services that speak AWS's query protocol send it. */
export const queryError = (status: number, code: string, message: string): FakeAnswer => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
})

const denied = (operation: string): FakeAnswer =>
  queryError(
    403,
    'AccessDenied',
    `User: arn:aws:iam::123456789012:user/auditor is not authorized to perform: ${operation}`,
  )

/** An answer in the query protocol. */
export const queryAnswer = (operation: string, result: string): FakeAnswer => ({
  body: `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`,
})

export const jsonAnswer = (answer: object): FakeAnswer => ({ type: 'json', body: JSON.stringify(answer) })
