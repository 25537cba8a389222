import type { AddCommand } from '../add-command.ts'

/** By the command's word; each is loaded only where it is asked for, or where all are listed. */
export const commands: ReadonlyMap<string, () => Promise<AddCommand>> = new Map([
  ['activity', async () => (await import('./activity.ts')).addActivity],
  ['audit', async () => (await import('./audit.ts')).addAudit],
  ['collect', async () => (await import('./collect.ts')).addCollect],
  ['completion', async () => (await import('./completion.ts')).addCompletion],
  ['doctor', async () => (await import('./doctor.ts')).addDoctor],
  ['explain-event', async () => (await import('./explain-event.ts')).addExplainEvent],
  ['explain-rule', async () => (await import('./explain-rule.ts')).addExplainRule],
  ['init', async () => (await import('./init.ts')).addInit],
  ['suggest', async () => (await import('./suggest.ts')).addSuggest],
  ['verify-trail', async () => (await import('./verify-trail.ts')).addVerifyTrail],
])
