import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { auditClientsOf } from '#shared/clients/audit-clients.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { collectBulk } from '#shared/clients/collect-bulk.ts'
import { optionsOf } from './mocked-clients.ts'

let server: Server | undefined
afterEach(() => {
  vi.unstubAllEnvs()
  server?.closeAllConnections()
  server?.close()
})

it('calls that never have an answer end at the deadline, and each kind of evidence says so', async () => {
  server = createServer(() => undefined)
  await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const clients = auditClientsOf({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' },
  })
  const deadline = new Date(systemClock.now().getTime() + 500)
  const { files, errors } = await collectBulk(
    clients,
    optionsOf({ clock: systemClock, deadline, regions: ['us-east-1'] }),
  )
  expect(files).toEqual([])
  expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['deadline']))
  expect(errors.some(({ reason }) => reason.startsWith('The call had no answer'))).toBe(true)
})
