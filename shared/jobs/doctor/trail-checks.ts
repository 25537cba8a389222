import { managementEventsOf } from '#shared/evidence/event-selectors.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { known } from '#shared/facts/known.ts'
import type { DoctorCheck } from '#shared/reports/doctor-document.ts'

export interface TrailSeen {
  readonly arn: string
  readonly bucket: string
  readonly isMultiRegion: boolean
  /** Undefined: the call was refused. */
  readonly isLogging: boolean | undefined
  readonly eventSelectors: object | undefined
  readonly problems: readonly string[]
}

const WITHOUT = 'Rules on activity, the dossier of a key and suggested policies have nothing to go by'

const LEFT_OUT = {
  all: [],
  none: ['It takes no management events: nothing of IAM and STS is in it.'],
  'read-only': ['It leaves out writes.'],
  'write-only': ['It leaves out reads: suggested policies would lack them.'],
  filtered: ['It leaves out some management events.'],
} as const

const notesOf = ({ arn, isMultiRegion, eventSelectors }: TrailSeen): readonly string[] => {
  const events = eventSelectors && managementEventsOf(known(eventSelectors as JsonObject), arn)
  return [
    ...(isMultiRegion ? [] : ['It records one Region only: what happens in the others is not seen.']),
    ...(events?.state === 'known' ? LEFT_OUT[events.value] : []),
  ]
}

const checkOf = (trail: TrailSeen): DoctorCheck => {
  const { arn: name, isLogging, bucket, problems } = trail
  const area = 'trails'
  if (isLogging === false)
    return {
      area,
      name,
      state: 'wrong',
      words: `It does not log. ${WITHOUT} while it is off: start it (aws cloudtrail start-logging).`,
    }
  const notes = [...problems, ...notesOf(trail)]
  if (isLogging === undefined) return { area, name, state: 'not-tried', words: notes.join(' ') }
  const state = notes.length === 0 ? 'well' : 'note'
  return { area, name, state, words: [`It logs to the bucket ${bucket}.`, ...notes].join(' ') }
}

/** The trails that the Regions know; none is a fault where all Regions answered, and unknown where one did not. */
export const trailChecks = (trails: readonly TrailSeen[], problems: readonly string[]): readonly DoctorCheck[] => {
  if (trails.length > 0) return trails.map(checkOf)
  const none = { area: 'trails', name: 'any trail' } as const
  if (problems.length > 0) return [{ ...none, state: 'not-tried', words: problems.join(' ') }]
  return [
    {
      ...none,
      state: 'wrong',
      words: `There is no trail in these Regions. ${WITHOUT}: make one for all Regions (aws cloudtrail create-trail --is-multi-region-trail), or name its Region with --regions.`,
    },
  ]
}
