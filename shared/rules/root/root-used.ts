import type { AccessKey, LastUse } from '#shared/facts/credential.ts'
import { isOlderThan } from '#shared/facts/instant.ts'
import type { RootUser } from '#shared/facts/principal.ts'
import { cis } from '../frameworks.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { rootUserOf, useWords } from './root-words.ts'

interface Use {
  readonly label: string
  readonly use: LastUse
}

const keyUse = (key: AccessKey): Use => ({
  label: `access key ${key.accessKeyId ?? key.slot ?? '(slot unknown)'}`,
  use: key.lastUsed,
})

/** Password and keys each by its own latest date: a password that was last used a year ago says nothing of the key. */
const usesOf = (root: RootUser): readonly Use[] => [
  { label: 'password', use: root.passwordLastUsed },
  ...(root.accessKeys.state === 'known'
    ? root.accessKeys.value.map(keyUse)
    : [{ label: 'keys', use: root.accessKeys }]),
]

export const rootUsed = defineRule({
  id: 'root-used',
  yieldsTo: ['root-console-sign-in', 'root-api-call'],
  family: 'root',
  title: 'The root user was used',
  severity: 'high',
  frameworks: cis('1.7', { v50: '1.6', v60: '2.6', v70: '2.7' }),
  rationale:
    'Nearly nothing needs the root user. Its use is either a habit that exposes the strongest credential, or somebody who should not be there.',
  remediation:
    'Ask who signed in or called and why, in CloudTrail with userIdentity.type Root. Give that work a role, and remove the key that was used.',
  needs: ['credential-report'],
  parameters: { windowDays: days(90, 'Days within which a use of the root user is a finding.') },
  subjects: rootUserOf,
  evaluate(root, { now, parameters: { windowDays } }) {
    const uses = usesOf(root)
    const recent = uses.flatMap(({ label, use }) =>
      use.state === 'used' && !isOlderThan(use.at, windowDays, now) ? [{ label, use }] : [],
    )
    if (recent.length > 0) {
      const words = recent.map(({ label, use }) => useWords(label, use)).join(', ')
      return fail(`The root user was used within the last ${windowDays} days: ${words}.`, {
        evidence: { uses: recent.map(({ label, use }) => ({ credential: label, at: use.at.toISOString() })) },
      })
    }
    for (const { use } of uses) if (use.state === 'unknown') return unknown(use.reason)
    return pass
  },
})
