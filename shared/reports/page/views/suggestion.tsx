import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { JsonValue } from '#shared/facts/json.ts'
import type { SuggestionEntry } from '../../inventory.ts'
import type { PageModel } from '../page-model.ts'
import { Command } from '../parts/copy-button.tsx'
import { Facts, Panel, Table } from '../parts/section.tsx'
import { day, many, number } from '../words.ts'
import { PolicyComparison } from './policy-comparison.tsx'

const TONE = { ready: 'sev-good', review: 'sev-medium', refused: 'sev-high' } as const

const Sentences = ({
  title,
  lines,
}: {
  readonly title: string
  readonly lines: readonly string[]
}): JSX.Element | null =>
  lines.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul class="gaps">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )

const FEW = 6

const PathNames = ({ ids, names }: Pick<PathsProps, 'ids' | 'names'>): JSX.Element => (
  <ul class="plain">
    {ids.map((id) => (
      <li key={id}>
        {names.get(id) ?? id} {names.has(id) ? <span class="note">{id}</span> : null}
      </li>
    ))}
  </ul>
)

interface PathsProps {
  readonly title: string
  readonly ids: readonly string[]
  readonly names: ReadonlyMap<string, string>
}

const Paths = ({ title, ids, names }: PathsProps): JSX.Element | null =>
  ids.length === 0 ? null : (
    <>
      <h3>
        {title} <span class="note">{number(ids.length)}</span>
      </h3>
      {ids.length <= FEW ? (
        <PathNames ids={ids} names={names} />
      ) : (
        <details>
          <summary>All {number(ids.length)} by name</summary>
          <PathNames ids={ids} names={names} />
        </details>
      )}
    </>
  )

/** What it could do before and after: the suggestion beside today. */
interface BeforeAfterProps {
  readonly removed: NonNullable<SuggestionEntry['removed']>
  /** Names of escalation paths, by id. */
  readonly names: ReadonlyMap<string, string>
}

const BeforeAfter = ({ removed, names }: BeforeAfterProps): JSX.Element => {
  const { before, after, escalationPathsClosed, escalationPathsLeft } = removed
  const levels = Object.keys(before.byAccessLevel) as (keyof typeof before.byAccessLevel)[]
  return (
    <>
      <Table
        caption="Today and with the suggested policies"
        columns={['Allows', 'Today', 'Suggested']}
        numeric={[1, 2]}
        rows={[
          ['Actions', number(before.actions), number(after.actions)],
          ['On all resources', number(before.onAllResources), number(after.onAllResources)],
          ['Services', number(before.services), number(after.services)],
          ...levels.map((level) => [level, number(before.byAccessLevel[level]), number(after.byAccessLevel[level])]),
        ]}
      />
      <Paths title="Escalation paths that close" ids={escalationPathsClosed} names={names} />
      <Paths title="Escalation paths that stay" ids={escalationPathsLeft} names={names} />
    </>
  )
}

interface PolicyProps {
  readonly name: string
  readonly document: JsonValue | object
}

const Policy = ({ name, document }: PolicyProps): JSX.Element => (
  <details>
    <summary>{name}</summary>
    <pre tabIndex={0} role="region" aria-label={name}>
      {typeof document === 'string' ? document : JSON.stringify(document, null, 2)}
    </pre>
  </details>
)

const SideBySide = ({ model, suggestion }: SuggestionProps): JSX.Element => {
  const { policies, today } = suggestion
  const held = useMemo(
    () => (model.document.policyDocuments ?? []).filter(({ ref }) => today?.includes(ref) === true),
    [model, today],
  )
  const before = useMemo(() => held.map(({ document }) => document), [held])
  const after = useMemo(() => policies.map(({ document }) => document), [policies])
  return (
    <>
      <h3>What would change</h3>
      {today === null ? <p class="warning">Today’s policies are not known.</p> : null}
      {policies.length === 0 ? <p>No policy is suggested.</p> : null}
      <PolicyComparison today={before} suggested={after} />
      <div class="stacks">
        <div>
          {held.map(({ ref, name, document }) => (
            <Policy key={ref} name={`Today: ${name}`} document={document} />
          ))}
        </div>
        <div>
          {policies.map(({ document, characters }, index) => (
            <Policy
              key={index}
              name={`Suggested: policy ${index + 1} of ${policies.length}, ${number(characters)} characters`}
              document={document}
            />
          ))}
        </div>
      </div>
    </>
  )
}

const Commands = ({
  title,
  commands,
}: {
  readonly title: string
  readonly commands: readonly string[]
}): JSX.Element | null =>
  commands.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      {commands.map((command) => (
        <Command key={command} text={command} />
      ))}
    </>
  )

const Proof = ({ proof }: { readonly proof: SuggestionEntry['proof'] }): JSX.Element => (
  <>
    <h3>Proof</h3>
    <Facts
      facts={[
        ['Covered', many(proof.covered, 'observed request')],
        ['Not covered', number(proof.notCovered.length)],
        ['Wider than seen', number(proof.wider.length)],
        ['Denied, now allowed', number(proof.deniedNowAllowed.length)],
      ]}
    />
    <Sentences title="Not covered" lines={proof.notCovered.map(({ action, reason }) => `${action}: ${reason}`)} />
    <Sentences
      title="Wider than what was seen"
      lines={proof.wider.map(({ action, resource, because }) => `${action} on ${resource}: ${because}`)}
    />
    <Sentences title="Assumptions" lines={proof.assumptions} />
  </>
)

interface SuggestionProps {
  readonly model: PageModel
  readonly suggestion: SuggestionEntry
}

export const SuggestionPanel = ({ model, suggestion }: SuggestionProps): JSX.Element => {
  const { verdict, reasons, window, proof, removed, commands } = suggestion
  const paths = model.principals.get(suggestion.principal)?.escalations ?? []
  const names = new Map(paths.map(({ id, name }) => [id, name]))
  return (
    <Panel
      title="The least that it needs"
      note={`From ${many(window.days, 'day')} of CloudTrail, ${day(window.from)} to ${day(window.to)}.`}
    >
      <p>
        <span class={`badge ${TONE[verdict]}`}>{verdict}</span> {reasons.join(' ')}
      </p>
      <div class="stacks">
        <div>
          {removed === null ? (
            <p class="warning">Today’s policies are not known, so nothing can be said to go.</p>
          ) : (
            <BeforeAfter removed={removed} names={names} />
          )}
        </div>
        <div>
          <Proof proof={proof} />
        </div>
      </div>
      <SideBySide model={model} suggestion={suggestion} />
      <Commands title="To apply" commands={commands.attach} />
      <Commands title="To take back" commands={commands.rollBack} />
    </Panel>
  )
}
