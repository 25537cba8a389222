import { type Trail } from '#shared/facts/settings.ts'
import { awsCommand } from '../command.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'

const shortcomingOf = (trail: Trail): string | undefined => {
  if (!trail.isMultiRegion) return 'one Region only'
  if (trail.isLogging.state === 'known' && !trail.isLogging.value) return 'stopped'
  if (trail.managementEvents.state !== 'known') return undefined
  const events = trail.managementEvents.value
  if (events === 'none') return 'no management events'
  if (events === 'read-only' || events === 'write-only') return `${events} management events`
  return undefined
}

const doubtAbout = ({ name, isLogging, managementEvents }: Trail): string | undefined => {
  if (isLogging.state === 'unknown') return `whether trail ${name} is logging is not known: ${isLogging.reason}`
  if (managementEvents.state === 'unknown') {
    return `which events trail ${name} logs is not known: ${managementEvents.reason}`
  }
  if (managementEvents.value === 'filtered') return `trail ${name} logs a selection of management events`
  return undefined
}

export const trailMissing = defineRule({
  id: 'trail-missing',
  family: 'account-and-organization',
  title: 'No trail records all management events of all Regions',
  severity: 'high',
  frameworks: [
    ...cis('3.1', { v50: '3.1', v60: '4.1', v70: '4.1' }),
    ...securityHub('CloudTrail.1'),
    ...awsConfig('multi-region-cloudtrail-enabled'),
  ],
  rationale:
    'Without a trail nobody can tell what a stolen credential did, and the 90 days of event history are soon over.',
  remediation:
    'Make one multi-Region trail, best an organization trail, with read and write management events, and start its logging.',
  needs: ['trails', 'trail-status', 'event-selectors'],
  subjects: (account) => [account],
  evaluate({ trails }) {
    if (trails.state === 'unknown') return unknown(trails.reason)
    const complete = trails.value.filter((trail) => shortcomingOf(trail) === undefined)
    if (complete.some((trail) => doubtAbout(trail) === undefined)) return pass
    for (const trail of complete) {
      const doubt = doubtAbout(trail)
      if (doubt !== undefined) return unknown(doubt)
    }
    const words = trails.value.map((trail) => `${trail.name} (${shortcomingOf(trail)})`).join(', ')
    return fail(
      trails.value.length === 0
        ? 'The account has no trail.'
        : `No trail logs all management events of all Regions: ${words}.`,
      { evidence: { trails: trails.value.map(({ arn }) => arn) } },
    )
  },
  commands: () => [
    awsCommand('cloudtrail create-trail', {
      name: 'management-events',
      's3-bucket-name': 'BUCKET',
      'is-multi-region-trail': true,
    }),
    awsCommand('cloudtrail start-logging', { name: 'management-events' }),
  ],
})
