import type { JSX } from 'preact'
import type { PrincipalEntry } from '../../inventory.ts'
import { StackedBar } from '../charts/stacked-bar.tsx'
import { Panel } from '../parts/section.tsx'
import { href } from '../route.ts'
import { many } from '../words.ts'

/** Weakest first; a person counts by the weakest device, as that is the one that a thief would use. */
export const MFA_ORDER = ['none', 'sms', 'virtual', 'kind not known', 'hardware', 'fido', 'not known'] as const

export const mfaWord = ({ mfa }: PrincipalEntry): (typeof MFA_ORDER)[number] => {
  if (mfa === null) return 'not known'
  if (mfa.length === 0) return 'none'
  return MFA_ORDER.find((kind) => mfa.includes(kind)) ?? 'kind not known'
}

const NAMES: Readonly<Record<(typeof MFA_ORDER)[number], string>> = {
  none: 'no MFA',
  sms: 'text message',
  virtual: 'virtual device',
  'kind not known': 'MFA of unknown kind',
  hardware: 'hardware token',
  fido: 'passkey or security key (FIDO)',
  'not known': 'not known',
}

export const MfaCoverage = ({ principals }: { readonly principals: readonly PrincipalEntry[] }): JSX.Element | null => {
  const people = principals.filter(({ console }) => console === true)
  if (people.length === 0) return null
  const parts = MFA_ORDER.map((kind) => ({
    name: NAMES[kind],
    count: people.filter((principal) => mfaWord(principal) === kind).length,
    tone: `mfa-${kind.replaceAll(' ', '-')}`,
    address: href('principals', '', { mfa: kind }),
  }))
  return (
    <Panel
      title="MFA of those who can sign in"
      note={`${many(people.length, 'identity', 'identities')} with a password, by the weakest device.`}
    >
      <StackedBar parts={parts} label="Identities with a console password by kind of MFA" />
    </Panel>
  )
}
