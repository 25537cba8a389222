import type { AddCommand } from '../add-command.ts'
import { addActivity } from './activity.ts'
import { addAudit } from './audit.ts'
import { addCollect } from './collect.ts'
import { addExplainEvent } from './explain-event.ts'
import { addExplainRule } from './explain-rule.ts'
import { addSuggest } from './suggest.ts'
import { addVerifyTrail } from './verify-trail.ts'

export const commands: readonly AddCommand[] = [
  addActivity,
  addAudit,
  addCollect,
  addExplainEvent,
  addExplainRule,
  addSuggest,
  addVerifyTrail,
]
