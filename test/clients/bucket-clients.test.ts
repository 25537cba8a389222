import { expect, it } from 'vitest'
import { bucketClients } from '#shared/clients/bucket-clients.ts'

it('each client has a budget of retries of its own, and all have the same connections', async () => {
  const make = bucketClients({ region: 'eu-central-1', maxAttempts: 10 })
  const [one, other] = [make(), make()]
  expect(one.config.requestHandler).toBe(other.config.requestHandler)
  expect(await one.config.maxAttempts()).toBe(10)
  expect(await one.config.retryStrategy()).not.toBe(await other.config.retryStrategy())
})
