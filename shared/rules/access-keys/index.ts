import type { Rule } from '../rule.ts'
import { accessKeyNotRotated } from './access-key-not-rotated.ts'

export const accessKeyRules: readonly Rule[] = [accessKeyNotRotated]
