import { GetEventSelectorsCommand } from '@aws-sdk/client-cloudtrail'
import type { Trail } from '@aws-sdk/client-cloudtrail'
import type { Collection } from '../collection.ts'
import { collectByTrail } from './answers-by-trail.ts'

export const actions = ['cloudtrail:GetEventSelectors']

/** Which events each trail logs. */
export const collectEventSelectors = (collection: Collection, trails: readonly Trail[]): Promise<void> =>
  collectByTrail(collection, trails, {
    call: 'cloudtrail:GetEventSelectors',
    evidence: 'event-selectors',
    send: (client, TrailName, options) => client.send(new GetEventSelectorsCommand({ TrailName }), options),
  })
