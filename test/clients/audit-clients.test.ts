import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { ListAccountAliasesCommand } from '@aws-sdk/client-iam'
import { DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail'
import { afterEach, expect, it, vi } from 'vitest'
import { auditClientsOf } from '#shared/clients/audit-clients.ts'

let server: Server | undefined
afterEach(() => {
  vi.unstubAllEnvs()
  server?.closeAllConnections()
  server?.close()
})

it('keeps connections while an account is asked, and none when it is closed', async () => {
  const closed: Promise<unknown>[] = []
  server = createServer((request, response) => {
    const isJson = request.headers['x-amz-target'] !== undefined
    response.end(isJson ? '{}' : '<ListAccountAliasesResponse><ListAccountAliasesResult/></ListAccountAliasesResponse>')
  })
  server.on('connection', (socket) => closed.push(once(socket, 'close')))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const clients = auditClientsOf({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' },
  })
  await clients.iam.send(new ListAccountAliasesCommand({}))
  await clients.cloudTrail('us-east-1').send(new DescribeTrailsCommand({}))
  await clients.iam.send(new ListAccountAliasesCommand({}))
  // To one address over one connection, whichever client asks.
  expect(closed).toHaveLength(1)
  clients.close()
  await Promise.all(closed)
})
