import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { auditClientsOf } from '#shared/clients/audit-clients.ts'
import { collectForUsers } from '#shared/clients/collect-for-users.ts'
import { optionsOf } from './mocked-clients.ts'

let server: Server | undefined
afterEach(() => {
  vi.unstubAllEnvs()
  server?.closeAllConnections()
  server?.close()
})

const throttled =
  '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>'
const listed = (user: string): string =>
  `<ListSSHPublicKeysResponse><ListSSHPublicKeysResult><SSHPublicKeys><member><UserName>${user}</UserName>` +
  '<SSHPublicKeyId>APKAEXAMPLE</SSHPublicKeyId><Status>Active</Status></member></SSHPublicKeys></ListSSHPublicKeysResult></ListSSHPublicKeysResponse>'

/** The SDK's own retries, over real HTTP, against an IAM that throttles as it is told; without the waits in between. */
const run = async (users: number, isThrottled: (request: number) => boolean) => {
  let requests = 0
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = ''
    for await (const part of request) body += String(part)
    const refuse = isThrottled(requests++)
    response.writeHead(refuse ? 400 : 200, { 'content-type': 'text/xml' })
    response.end(refuse ? throttled : listed(new URLSearchParams(body).get('UserName') ?? ''))
  }
  server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`)
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' }
  const clients = auditClientsOf({ region: 'us-east-1', credentials })
  // The client's own strategy, with its attempts and its budget; only its waits are none.
  const noWait = { setDelayBase: () => undefined, computeNextBackoffDelay: () => 0 }
  Object.assign(await clients.iam.config.retryStrategy(), { retryBackoffStrategy: noWait })
  const names = Array.from({ length: users }, (_, index) => `user-${index}`)
  const result = await collectForUsers(
    clients,
    { users: names, what: ['ssh-public-keys'], callBudget: 10_000 },
    optionsOf(),
  )
  return { ...result, requests, rows: (result.files[0] && new TextDecoder().decode(result.files[0].bytes)) ?? '[]' }
}

describe('row 34: throttling', () => {
  it('of 30 % of the calls: everything is collected all the same', async () => {
    const { errors, rows, requests } = await run(60, (request) => request % 10 < 3)
    expect(errors).toEqual([])
    expect(rows.match(/APKAEXAMPLE/g)).toHaveLength(60)
    expect(requests).toBeGreaterThan(60)
    expect(requests).toBeLessThan(120)
  })

  it('in a burst: everything is collected all the same', async () => {
    const { errors, rows } = await run(40, (request) => request >= 10 && request < 25)
    expect(errors).toEqual([])
    expect(rows.match(/APKAEXAMPLE/g)).toHaveLength(40)
  })

  it('of all calls: gives up soon, without a storm, and says so for everybody', async () => {
    const { errors, files, requests } = await run(500, () => true)
    expect(files).toEqual([])
    expect(errors).toHaveLength(500)
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['Throttling']))
    expect(requests).toBeLessThan(100)
  })
})
