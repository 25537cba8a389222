import { parseArn } from '#shared/facts/arn.ts'
import type { Occurrence } from '#shared/activity/occurrence.ts'

/** V1 has no ending, later versions are numbered. */
const QUARANTINE = /^(?:policy\/)?AWSCompromisedKeyQuarantine(?:V\d+)?$/

const isOfAws = (policyArn: string): boolean => {
  const arn = parseArn(policyArn)
  return arn?.account === 'aws' && QUARANTINE.test(arn.resource)
}

/** Before it had managed policies for it, AWS wrote an inline policy of that name, with the identity of the user itself. */
const isInline = ({ details }: Occurrence): boolean => QUARANTINE.test(details['policyName'] ?? '')

export const putsIntoQuarantine = (occurrence: Occurrence): boolean => {
  const { eventName, outcome, details } = occurrence
  if (outcome !== 'ok') return false
  return eventName === 'AttachUserPolicy'
    ? isOfAws(details['policyArn'] ?? '')
    : eventName === 'PutUserPolicy' && isInline(occurrence)
}

export const endsQuarantine = (occurrence: Occurrence): boolean => {
  const { eventName, outcome, details } = occurrence
  if (outcome !== 'ok') return false
  return eventName === 'DetachUserPolicy'
    ? isOfAws(details['policyArn'] ?? '')
    : eventName === 'DeleteUserPolicy' && isInline(occurrence)
}
