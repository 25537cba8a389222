import type { JSX } from 'preact'
import type { CredentialEntry, PrincipalEntry } from '../../inventory.ts'
import { grantedActions } from '../charts/granted-used.tsx'
import { credentialAddress } from '../credential-address.ts'
import { isOpen, type PageModel } from '../page-model.ts'
import { FindingList } from '../parts/finding-list.tsx'
import { Facts, Panel, Table } from '../parts/section.tsx'
import { href } from '../route.ts'
import { day, days, many, number, phrase } from '../words.ts'
import { wordsOfUse } from './credentials.tsx'
import { mfaWord } from './mfa-coverage.tsx'
import { nameOf, POWER_WORDS } from './principals.tsx'
import { Seen } from './seen.tsx'
import { SuggestionPanel } from './suggestion.tsx'

const AccessPanel = ({ principal }: { readonly principal: PrincipalEntry }): JSX.Element => {
  const { access, notKnown, policies, boundary } = principal
  return (
    <Panel
      title="What it can do"
      note="Its own policies and those of its groups, less Deny, within its boundary. Resource and organization policies are not part of it."
    >
      {access === null ? (
        <p>{principal.kind === 'root' ? 'Everything.' : `Not assessed. ${notKnown.join(' ')}`}</p>
      ) : (
        <Table
          caption="Allowed actions by access level"
          columns={['Access level', 'Actions', 'On all resources', 'Only under conditions']}
          numeric={[1, 2, 3]}
          rows={Object.entries(access).map(([level, [count, open, conditional]]) => [
            level,
            number(count),
            number(open),
            number(conditional),
          ])}
        />
      )}
      {access !== null && notKnown.length > 0 ? <p class="warning">Only a part: {notKnown.join(' ')}</p> : null}
      {policies.length === 0 ? null : (
        <ul class="tags" aria-label="Policies">
          {policies.map(({ name, through, group }) => (
            <li key={`${through} ${group ?? ''} ${name}`}>
              {name} <span class="note">{group === undefined ? through : `group ${group}`}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="note">Permissions boundary: {boundary ?? 'none'}.</p>
    </Panel>
  )
}

const EscalationList = ({ paths }: { readonly paths: PrincipalEntry['escalations'] }): JSX.Element => (
  <ul class="gaps">
    {paths.map(({ id, name, kind, because }) => (
      <li key={id}>
        <strong>{name}</strong> <span class={`badge ${kind === 'open' ? 'sev-high' : 'sev-info'}`}>{kind}</span>
        <br />
        {because}
      </li>
    ))}
  </ul>
)

const Escalations = ({ principal }: { readonly principal: PrincipalEntry }): JSX.Element | null => {
  const open = principal.escalations.filter(({ kind }) => kind === 'open')
  const conditional = principal.escalations.filter(({ kind }) => kind !== 'open')
  if (principal.escalations.length === 0) return null
  return (
    <Panel title="Ways to more power" note="Published escalation paths that its permissions open.">
      {open.length === 0 ? <p>None can be gone now, as far as the evidence shows.</p> : <EscalationList paths={open} />}
      {conditional.length === 0 ? null : (
        <details>
          <summary>{many(conditional.length, 'more path')}, if a target appears or a condition is met</summary>
          <EscalationList paths={conditional} />
        </details>
      )}
    </Panel>
  )
}

const CredentialTable = ({ credentials }: { readonly credentials: readonly CredentialEntry[] }): JSX.Element => (
  <Table
    caption="Credentials"
    columns={['Credential', 'Status', 'Age', 'Use']}
    rows={credentials.map((credential) => [
      credential.id === null ? (
        phrase(credential.kind)
      ) : credential.kind === 'access-key' ? (
        <a href={credentialAddress(credential)}>
          <code>{credential.id}</code>
        </a>
      ) : (
        <>
          {phrase(credential.kind)} <code>{credential.id}</code>
        </>
      ),
      credential.status,
      <span key="age" class="nowrap">
        {days(credential.ageDays)}
      </span>,
      wordsOfUse(credential),
    ])}
  />
)

const mfaWords = (principal: PrincipalEntry): string => {
  return principal.mfa === null ? 'not known' : principal.mfa.length === 0 ? 'none' : principal.mfa.join(', ')
}

const signInWords = (principal: PrincipalEntry): string => {
  if (principal.console === null) return 'not known'
  return principal.console ? `yes, MFA: ${mfaWord(principal)}` : 'no'
}

/** Granted against used, as on the overview. */
const Share = ({ principal, granted }: { readonly principal: PrincipalEntry; readonly granted: number | null }) => {
  if (principal.activity === undefined || granted === null || granted === 0) return null
  const used = Math.min(100, (principal.activity.actionsUsed / granted) * 100)
  return (
    <svg class="stack" width="100%" height="10" aria-hidden="true">
      <rect class="fill-granted" width="100%" height="10" />
      <rect class="fill-used" width={`${Math.max(0.4, used)}%`} height="10" />
    </svg>
  )
}

const WhoItIs = ({ principal }: { readonly principal: PrincipalEntry }): JSX.Element => (
  <Panel title="Who it is">
    <Facts
      facts={[
        ['Kind', [phrase(principal.kind), principal.class].filter((word) => word !== null).join(', ')],
        ['Owner', principal.owner ?? 'no owner tag'],
        ['Power', POWER_WORDS[principal.power] ?? principal.power],
        ['Made', day(principal.createdAt)],
        ['Last used', principal.lastUsedAt === null ? 'never, or not known' : day(principal.lastUsedAt)],
        ...(principal.kind === 'role'
          ? []
          : ([
              ['Signs in', signInWords(principal)],
              ['MFA devices', mfaWords(principal)],
              ['Groups', principal.groups.length === 0 ? 'none' : principal.groups.join(', ')],
            ] as const)),
      ]}
    />
  </Panel>
)

interface PrincipalProps {
  readonly model: PageModel
  readonly arn: string
}

export const Principal = ({ model, arn }: PrincipalProps): JSX.Element => {
  const principal = model.principals.get(arn)
  if (principal === undefined) {
    return (
      <>
        <h1 tabIndex={-1}>No such principal</h1>
        <p>
          This audit knows nothing of <code class="arn">{arn}</code>.
        </p>
      </>
    )
  }
  const credentials = model.credentialsOf(arn)
  const findings = model.findingsOf(arn).filter(isOpen)
  const suggestion = model.document.suggestions?.find((candidate) => candidate.principal === arn)
  const granted = grantedActions(principal)
  return (
    <>
      <p>
        <a href={href('principals')}>← Principals</a>
      </p>
      <h1 tabIndex={-1}>{nameOf(principal)}</h1>
      <p class="lead">
        <code class="arn">{principal.arn}</code>
      </p>
      <div class="stacks">
        <div>
          <WhoItIs principal={principal} />
          <AccessPanel principal={principal} />
          <Escalations principal={principal} />
        </div>
        <div>
          <Panel title="Findings" note={many(findings.length, 'open finding')}>
            <FindingList findings={findings} />
          </Panel>
          {principal.kind === 'role' ? null : (
            <Panel title="Credentials">
              {credentials.length === 0 ? <p>None.</p> : <CredentialTable credentials={credentials} />}
            </Panel>
          )}
          <Panel
            title="What it did"
            note={
              principal.activity && granted !== null && granted > 0
                ? `${many(principal.activity.actionsUsed, 'distinct action')} seen of ${number(granted)} allowed.`
                : undefined
            }
          >
            <Share principal={principal} granted={granted} />
            <Seen activity={principal.activity} watched={model.document.evidence.activity !== null} />
          </Panel>
        </div>
      </div>
      {suggestion === undefined ? null : <SuggestionPanel model={model} suggestion={suggestion} />}
    </>
  )
}
