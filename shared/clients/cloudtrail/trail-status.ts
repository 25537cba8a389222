import { GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail'
import type { Trail } from '@aws-sdk/client-cloudtrail'
import type { Collection } from '../collection.ts'
import { collectByTrail } from './answers-by-trail.ts'

export const actions = ['cloudtrail:GetTrailStatus']

/** Whether each trail logs. */
export const collectTrailStatus = (collection: Collection, trails: readonly Trail[]): Promise<void> =>
  collectByTrail(collection, trails, {
    call: 'cloudtrail:GetTrailStatus',
    evidence: 'trail-status',
    send: (client, Name, options) => client.send(new GetTrailStatusCommand({ Name }), options),
  })
