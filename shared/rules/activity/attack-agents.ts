import type { ValueSet } from '#shared/activity/value-set.ts'
import { formsBeyond } from './key-traces.ts'

/** Tools that try the keys which they find, and the attack frameworks that people point at credentials they have got hold of. */
const TOOLS: readonly RegExp[] = [/trufflehog/i, /\bpacu\b/i, /cloudfox/i, /enumerate-iam/i]

/** Auditors run it with a role, but with a key only where one was found. */
const AUDIT_TOOL = /scoutsuite/i

/** Linux distributions made for breaking in, as the SDKs print them: `+kali-amd64`, `-kali7`, `distrib#kali.2025`, `-12parrot1`. */
const ATTACK_SYSTEM = /(?<![a-z])(?:kali|parrot|pentoo)(?![a-z])/i

export const isScanner = (agent: string): boolean => isAttackTool(agent) || AUDIT_TOOL.test(agent)
export const isAttackTool = (agent: string): boolean => TOOLS.some((tool) => tool.test(agent))
export const isAttackSystem = (agent: string): boolean => ATTACK_SYSTEM.test(agent)

/** The user agents that were kept, and the products of those that were not. */
export const agentsIn = (set: ValueSet): readonly string[] => {
  const beyond = formsBeyond(set)
  return [...set.values.keys(), ...(beyond === 'not told' ? [] : beyond)]
}
