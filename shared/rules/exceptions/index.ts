import type { Rule } from '../rule.ts'
import { exceptionEndsSoon } from './exception-ends-soon.ts'
import { exceptionExpired } from './exception-expired.ts'
import { exceptionUnused } from './exception-unused.ts'
import { optOutTagSet } from './opt-out-tag-set.ts'

export const exceptionRules: readonly Rule[] = [exceptionExpired, exceptionEndsSoon, exceptionUnused, optOutTagSet]
