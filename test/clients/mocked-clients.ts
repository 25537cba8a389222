import { mockClient } from 'aws-sdk-client-mock'
import { auditClientsOf } from '#shared/clients/audit-clients.ts'
import type { CollectionOptions } from '#shared/clients/collection.ts'
import { fakeClock } from './fake-clock.ts'

export const ACCOUNT = '123456789012'
export const REGION = 'eu-central-1'
export const OTHER_REGION = 'eu-north-1'

/** Clients whose calls are all mocked; a call without an answer gives an empty one. */
export const mockedClients = () => {
  const clients = auditClientsOf({ region: REGION, credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' } })
  const iam = mockClient(clients.iam)
  const organizations = mockClient(clients.organizations)
  const cloudTrail = mockClient(clients.cloudTrail(REGION))
  const cloudTrailElsewhere = mockClient(clients.cloudTrail(OTHER_REGION))
  const cloudWatch = mockClient(clients.cloudWatch(REGION))
  const cloudWatchLogs = mockClient(clients.cloudWatchLogs(REGION))
  const accessAnalyzer = mockClient(clients.accessAnalyzer(REGION))
  const accessAnalyzerElsewhere = mockClient(clients.accessAnalyzer(OTHER_REGION))
  iam.onAnyCommand().resolves({})
  organizations.onAnyCommand().resolves({})
  cloudTrail.onAnyCommand().resolves({})
  cloudTrailElsewhere.onAnyCommand().resolves({})
  cloudWatch.onAnyCommand().resolves({})
  cloudWatchLogs.onAnyCommand().resolves({})
  accessAnalyzer.onAnyCommand().resolves({})
  accessAnalyzerElsewhere.onAnyCommand().resolves({})
  return {
    clients,
    iam,
    organizations,
    cloudTrail,
    cloudWatch,
    cloudWatchLogs,
    accessAnalyzer,
    accessAnalyzerElsewhere,
  }
}

export const optionsOf = (changes: Partial<CollectionOptions> = {}) => {
  const clock = fakeClock()
  return {
    accountId: ACCOUNT,
    clock,
    deadline: new Date('2026-11-20T06:14:00Z'),
    regions: [REGION],
    random: () => 1,
    ...changes,
  }
}

/** An error as the SDK throws it. */
export const awsError = (name: string, message = `${name} says AWS`): Error =>
  Object.assign(new Error(message), { name })

export const jsonOf = (
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  name: string,
): unknown => {
  const file = files.find((one) => one.name === name)
  return file === undefined ? undefined : JSON.parse(new TextDecoder().decode(file.bytes))
}
