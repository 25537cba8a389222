import { type Escalation, escalationsOf } from '#shared/permissions/escalation.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { levelEvidence, permissionsOf, principalLabel, principalsOf, whyMeant } from './principals-with-grants.ts'

const wayWords = (escalations: readonly Escalation[]): string => {
  const [first] = escalations
  if (!first) return ''
  const others = escalations.length - 1
  const more = others === 0 ? '' : ` There ${others === 1 ? 'is 1 more way' : `are ${others} more ways`}.`
  return `${first.path.name} (${first.path.id}): ${first.because}${more}`
}

export const principalCanEscalate = defineRule({
  id: 'principal-can-escalate',
  family: 'policies',
  title: 'A user or role can give itself more permissions',
  severity: 'high',
  frameworks: [],
  rationale:
    'Who can write policies, pass strong roles or change their code is an administrator by one more step; whoever steals that credential takes the step.',
  remediation:
    'Take away one action of each way, or limit it by resource: name the roles that may be passed, keep policy changes within a permissions boundary.',
  needs: ['account-authorization-details'],
  subjects: principalsOf,
  evaluate(principal, { account }) {
    const permissions = permissionsOf(principal, account)
    if (permissions.state === 'unknown') return unknown(permissions.reason)
    const meant = whyMeant(principal, permissions.value, account)
    if (meant) return meant
    const escalations = escalationsOf(principal, account)
    if (escalations.state === 'unknown') return unknown(escalations.reason)
    const open = escalations.value.filter(({ kind }) => kind === 'open')
    if (escalations.value.length === 0) {
      const [reason] = permissions.value.missing
      return reason === undefined ? pass : unknown(reason)
    }
    const evidence = {
      paths: escalations.value.map(({ path, kind, through }) => ({ id: path.id, kind, through: through ?? null })),
    }
    if (open.length > 0) {
      return fail(`${principalLabel(principal)} can escalate. ${wayWords(open)}`, {
        evidence: { ...evidence, ...levelEvidence(permissions.value) },
      })
    }
    return fail(`${principalLabel(principal)} may be able to escalate. ${wayWords(escalations.value)}`, {
      severity: 'low',
      evidence,
    })
  },
})
