import { accessLevelOf, actionOf } from '../actions.ts'
import { kmsActionsThrough } from './forward-access-sessions.ts'

/** What the parameters of a record may add to these actions, for a reader who has no record at hand. */
export const impliedNeedsOf = (actions: readonly string[], callName: string): readonly string[] => {
  const dependents = new Set(actions.flatMap((action) => actionOf(action)?.dependentActions ?? []))
  const notes: string[] = []
  if (dependents.has('iam:PassRole') || callName === 'PutBucketReplication') {
    notes.push('Also iam:PassRole, only if a parameter holds the ARN of a role: the trail never shows it.')
  }
  const tagging = [...dependents].filter((action) => accessLevelOf(action) === 'Tagging')
  for (const action of tagging) notes.push(`Also ${action}, only if tags were sent.`)
  for (const action of actions) {
    const kms = kmsActionsThrough(action)
    if (kms.length > 0)
      notes.push(
        `Through a customer managed key also ${kms.join(' and ')}, with kms:ViaService; such a call has its own record.`,
      )
  }
  return notes
}
