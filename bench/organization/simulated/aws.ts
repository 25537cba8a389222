import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { jsonFault, type Answer } from './answer.ts'
import { simulatedBucket } from './bucket.ts'
import { centralAnswer, numberOfKey, simulatedTopic } from './central.ts'
import { USER_CALLS, simulatedIam } from './iam.ts'
import { type OrganizationPlan, healthOf } from './organization.ts'
import { type Weather, latencyOf, throttling } from './weather.ts'

/** What the simulated AWS counted; calls that were throttled are among the calls. */
export interface Figures {
  readonly calls: number
  readonly throttled: number
  readonly userCalls: number
  readonly byOperation: Readonly<Record<string, number>>
  /** What all answers would have taken at full latency, one after the other. */
  readonly latencyMs: number
  readonly writtenBytes: number
  readonly messages: number
  readonly largestMessageBytes: number
}

interface Asked {
  readonly service: string
  readonly operation: string
  readonly number: number
}

const REST: Readonly<Record<string, string>> = { 'GET /analyzer': 'ListAnalyzers', 'POST /findingv2': 'ListFindingsV2' }
const SCOPE = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//

const askedOf = ({ method = '', url = '', headers }: IncomingMessage, body: Buffer): Asked => {
  const [, key = '', service = 'unknown'] = SCOPE.exec(headers.authorization ?? '') ?? []
  const target = headers['x-amz-target']
  const form = service === 's3' ? null : new URLSearchParams(body.toString()).get('Action')
  const path = url.replace(/\/?(\?.*)?$/, '')
  const operation =
    service === 's3'
      ? method === 'PUT'
        ? 'PutObject'
        : path.lastIndexOf('/') > 0
          ? 'GetObject'
          : 'ListObjectsV2'
      : (form ??
        (typeof target === 'string' ? target.replace(/^.*\./, '') : undefined) ??
        REST[`${method} ${path}`] ??
        path)
  return { service, operation, number: numberOfKey(key) }
}

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

const garbage: Answer = { status: 200, type: 'text/html', body: '<html><body>Proxy error' }

/** An AWS of one organization on the loopback interface: accounts from a seed, with latency, throttling and faults. */
export const startSimulatedAws = async (plan: OrganizationPlan, weather: Weather) => {
  const bucket = simulatedBucket()
  const topic = simulatedTopic()
  const iam = simulatedIam(plan)
  const throttle = throttling(weather)
  const byOperation = new Map<string, number>()
  let throttledCalls = 0
  let latencyMs = 0

  const answerOf = ({ service, operation, number }: Asked, request: IncomingMessage, body: Buffer): Answer => {
    if (service === 's3') return bucket.answer(request.method ?? '', request.url ?? '', body, request.headers)
    if (service === 'sns') return topic.answer(operation, new URLSearchParams(body.toString()))
    if (service === 'iam') return iam(number, operation, new URLSearchParams(body.toString()))
    return (
      centralAnswer(plan, service, operation, body.toString()) ??
      jsonFault(400, 'UnknownOperationException', `${service}:${operation} is not simulated.`)
    )
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request)
    const asked = askedOf(request, body)
    const name = `${asked.service}:${asked.operation}`
    byOperation.set(name, (byOperation.get(name) ?? 0) + 1)
    const health = asked.service === 'iam' ? healthOf(plan, asked.number) : 'well'
    if (health === 'hangs') return
    const refused = throttle(asked.service)
    if (refused !== undefined) throttledCalls += 1
    const answer = refused ?? (health === 'garbage' ? garbage : answerOf(asked, request, body))
    const whole = latencyOf(asked.service, asked.operation, answer, { ...weather, latencyScale: 1 })
    latencyMs += whole
    const latency = latencyOf(asked.service, asked.operation, answer, weather)
    if (latency >= 1) await wait(latency)
    response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers }).end(answer.body)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const figures = (): Figures => {
    const counts = [...byOperation]
    const sum = (of: (name: string) => boolean): number =>
      counts.reduce((total, [name, count]) => total + (of(name) ? count : 0), 0)
    return {
      calls: sum(() => true),
      throttled: throttledCalls,
      userCalls: sum((name) => USER_CALLS.has(name)),
      byOperation: Object.fromEntries(counts.toSorted()),
      latencyMs,
      writtenBytes: bucket.writtenBytes(),
      messages: topic.messages.length,
      largestMessageBytes: Math.max(0, ...topic.messages.map((message) => Buffer.byteLength(message))),
    }
  }
  const stop = (): void => {
    server.closeAllConnections()
    server.close()
  }
  return { endpoint: `http://127.0.0.1:${port}`, figures, stop }
}
