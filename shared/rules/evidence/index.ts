import type { Rule } from '../rule.ts'
import { credentialReportNotCurrent } from './credential-report-not-current.ts'
import { evidenceImplausible } from './evidence-implausible.ts'
import { evidenceNotCollected } from './evidence-not-collected.ts'

export const evidenceRules: readonly Rule[] = [credentialReportNotCurrent, evidenceNotCollected, evidenceImplausible]
