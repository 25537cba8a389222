import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { anyTrailOf, broadGrantsOf, statementLabel, whyNotJudgedInDetail } from './broad-grants.ts'
import { permissionPoliciesOf, unreadPartOf } from './policies-in-place.ts'

const ACTIONS = [
  'cloudtrail:StopLogging',
  'cloudtrail:DeleteTrail',
  'cloudtrail:UpdateTrail',
  'cloudtrail:PutEventSelectors',
]

export const policyControlsCloudtrail = defineRule({
  id: 'policy-controls-cloudtrail',
  family: 'policies',
  title: 'A policy allows to stop the recording of every trail',
  severity: 'medium',
  frameworks: [],
  rationale: 'Who can stop the trail can act unseen; an intruder does that first.',
  remediation: 'Take these actions out, and deny them to all but the logging team by a service control policy.',
  needs: ['account-authorization-details'],
  subjects: permissionPoliciesOf,
  evaluate(policy, { account }) {
    const silent = whyNotJudgedInDetail(policy)
    if (silent) return silent
    const grants = broadGrantsOf(policy, ACTIONS, anyTrailOf(account))
    const open = grants.filter(({ conditional }) => !conditional)
    const [first] = open
    if (!first) return unreadPartOf(policy) ?? (grants.length > 0 ? notApplicable('only under conditions') : pass)
    const actions = [...new Set(open.map(({ action }) => action))]
    return fail(`${policy.label} allows ${actions.join(', ')} on every trail (${statementLabel(first.statement)}).`, {
      evidence: { statement: first.statement.index, actions },
    })
  },
  commands: (policy) => policy.commands(),
})
