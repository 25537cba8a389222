import { matchesGlob } from '#shared/facts/glob.ts'
import { type ActionSet, actionNameAt, actionsOfLevel, positionsInBoth } from '#shared/permissions/action-set.ts'
import type { EffectivePermissions } from '#shared/permissions/effective-permissions.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { levelEvidence, permissionsOf, principalLabel, principalsOf, whyMeant } from './principals-with-grants.ts'

const SHOWN = 4

/** On every resource, without a condition. */
const permissionActionsIn = (everywhere: ActionSet): readonly string[] =>
  positionsInBoth(everywhere, actionsOfLevel('Permissions management')).map(actionNameAt)

/** What findings say of a set of actions, be it of a hundred principals. */
interface Said {
  readonly inWords: string
  readonly listed: readonly string[]
  readonly hasIam: boolean
}

const memory = new WeakMap<ActionSet, Said>()

const saidOf = ({ everywhere }: EffectivePermissions): Said => {
  const known = memory.get(everywhere)
  if (known !== undefined) return known
  const actions = permissionActionsIn(everywhere)
  const iam = actions.filter((action) => action.startsWith('iam:'))
  const shown = [...iam, ...actions.filter((action) => !action.startsWith('iam:'))].slice(0, SHOWN)
  const more = actions.length > SHOWN ? ` and ${actions.length - SHOWN} more` : ''
  const said = { inWords: `${shown.join(', ')}${more}`, listed: actions.slice(0, 100), hasIam: iam.length > 0 }
  memory.set(everywhere, said)
  return said
}

export const principalChangesPermissions = defineRule({
  id: 'principal-changes-permissions',
  yieldsTo: ['principal-can-escalate'],
  family: 'policies',
  title: 'A user or role can change permissions and is not said to be meant to',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Actions of the level “Permissions management” decide who may do what. They belong to few; they come along unseen with `service:*`.',
  remediation: 'Name the principals that are meant in the rule’s parameter `meant`; take the actions from the others.',
  needs: ['account-authorization-details'],
  parameters: {
    meant: words([], 'ARN patterns of users and roles that are meant to change permissions.'),
  },
  subjects: principalsOf,
  evaluate(principal, { account, parameters: { meant } }) {
    const permissions = permissionsOf(principal, account)
    if (permissions.state === 'unknown') return unknown(permissions.reason)
    const silent = whyMeant(principal, permissions.value, account)
    if (silent) return silent
    if (meant.some((pattern) => matchesGlob(pattern, principal.arn))) return notApplicable('meant by the configuration')
    const { inWords, listed, hasIam } = saidOf(permissions.value)
    if (listed.length === 0) {
      const [reason] = permissions.value.missing
      return reason === undefined ? pass : unknown(reason)
    }
    return fail(`${principalLabel(principal)} can change permissions on every resource: ${inWords}.`, {
      severity: hasIam ? undefined : 'info',
      evidence: { actions: listed, ...levelEvidence(permissions.value) },
    })
  },
})
