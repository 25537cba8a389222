import { accessKeyRules } from './access-keys/index.ts'
import type { Rule } from './rule.ts'

export const allRules: readonly Rule[] = [...accessKeyRules]
