import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeAnswer {
  readonly status?: number
  readonly type?: 'xml' | 'json'
  readonly body: string
}
/** By operation, `iam:GetCredentialReport`; given the parameters of the request. Undefined: as if it were not in the map. */
export type FakeAnswers = ReadonlyMap<string, (request: string) => FakeAnswer | undefined>

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
    `${method} ${path}`
  return `${service}:${name}`
}

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

const forward = async (to: string, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> => {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers
  const sent = Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  const method = request.method ?? 'GET'
  const answer = await fetch(new URL(request.url ?? '/', to), {
    method,
    headers: Object.fromEntries(sent),
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) }),
  })
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
  response.end(Buffer.from(await answer.arrayBuffer()))
}

const types = { xml: 'text/xml', json: 'application/json' }

/** Answers the operations that it is given; the others go to `behind`, or are refused as denied. */
export const startFakeAws = async (answers: FakeAnswers, behind?: string): Promise<FakeAws> => {
  const answered: string[] = []
  const forwarded: string[] = []
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request)
    const operation = operationOf(request, body.toString())
    const made = answers.get(operation)?.(body.toString())
    if (made === undefined && behind !== undefined) {
      forwarded.push(operation)
      return forward(behind, request, body, response)
    }
    answered.push(operation)
    const { status = 200, type = 'xml', body: text } = made ?? denied(operation)
    response.writeHead(status, { 'content-type': types[type] }).end(text)
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
