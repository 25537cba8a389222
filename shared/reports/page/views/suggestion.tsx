import type { JSX } from 'preact'
import type { PolicySuggestion } from '#shared/suggestions/policy-suggestion.ts'
import { Command } from '../parts/copy-button.tsx'
import { Facts, Panel, Table } from '../parts/section.tsx'
import { day, many, number } from '../words.ts'

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

/** What it could do before and after: the suggestion beside today. */
const BeforeAfter = ({ removed }: { readonly removed: NonNullable<PolicySuggestion['removed']> }): JSX.Element => {
  const { before, after, escalationPathsClosed, escalationPathsLeft } = removed
  const levels = Object.keys(before.byAccessLevel) as (keyof typeof before.byAccessLevel)[]
  return (
    <>
      <Table
        caption="Today and with the suggested policies"
        columns={['', 'Today', 'Suggested']}
        numeric={[1, 2]}
        rows={[
          ['Actions', number(before.actions), number(after.actions)],
          ['On all resources', number(before.onAllResources), number(after.onAllResources)],
          ['Services', number(before.services), number(after.services)],
          ...levels.map((level) => [level, number(before.byAccessLevel[level]), number(after.byAccessLevel[level])]),
        ]}
      />
      <Sentences title="Escalation paths that close" lines={escalationPathsClosed} />
      <Sentences title="Escalation paths that stay" lines={escalationPathsLeft} />
    </>
  )
}

export const SuggestionPanel = ({ suggestion }: { readonly suggestion: PolicySuggestion }): JSX.Element => {
  const { verdict, reasons, window, proof, policies, removed, commands } = suggestion
  return (
    <Panel
      wide
      title="The least that it needs"
      note={`From ${many(window.days, 'day')} of CloudTrail, ${day(window.from)} to ${day(window.to)}.`}
    >
      <p>
        <span class={`badge ${TONE[verdict]}`}>{verdict}</span> {reasons.join(' ')}
      </p>
      {removed === null ? (
        <p class="warning">Today’s policies are not known, so nothing can be said to go.</p>
      ) : (
        <BeforeAfter removed={removed} />
      )}
      {policies.map(({ document, characters }, index) => (
        <details key={index} open={policies.length === 1}>
          <summary>
            Policy {index + 1} of {policies.length}, {number(characters)} characters
          </summary>
          <pre tabIndex={0}>{JSON.stringify(document, null, 2)}</pre>
        </details>
      ))}
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
      {commands.attach.length === 0 ? null : <h3>To apply</h3>}
      {commands.attach.map((command) => (
        <Command key={command} text={command} />
      ))}
      {commands.rollBack.length === 0 ? null : <h3>To take back</h3>}
      {commands.rollBack.map((command) => (
        <Command key={command} text={command} />
      ))}
    </Panel>
  )
}
