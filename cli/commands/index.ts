import type { Command } from 'commander'
import type { ExitCode } from '../exit-codes.ts'
import { addAudit } from './audit.ts'
import { addExplainRule } from './explain-rule.ts'

export type AddCommand = (program: Command, finish: (code: ExitCode) => void) => void

export const commands: readonly AddCommand[] = [addAudit, addExplainRule]
