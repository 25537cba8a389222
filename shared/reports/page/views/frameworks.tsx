import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { StackedBar } from '../charts/stacked-bar.tsx'
import type { PageModel } from '../page-model.ts'
import { Table } from '../parts/section.tsx'
import { FRAMEWORKS, type Requirement, requirementsOf, type RequirementState } from '../requirements.ts'
import { href } from '../route.ts'
import { number } from '../words.ts'

const STATES: readonly (readonly [RequirementState, string, string])[] = [
  ['fails', 'fails', 'sev-high'],
  ['not-assessed', 'not assessed', 'sev-medium'],
  ['passes', 'passes', 'sev-good'],
  ['nothing-to-judge', 'nothing to judge', 'sev-info'],
  ['not-covered', 'not covered', 'sev-info'],
]

const StateBadge = ({ state }: { readonly state: RequirementState }): JSX.Element => {
  const [, words, tone] = STATES.find(([id]) => id === state) ?? ['', state, '']
  return <span class={`badge ${tone}`}>{words}</span>
}

const row = ({ reference, number: id, state, rules, failing, excepted, passed, notAssessed }: Requirement) => [
  <strong key="number">{id}</strong>,
  <StateBadge key="state" state={state} />,
  rules.length === 0 ? (
    <span class="note">no rule of this audit answers it: for people to look at</span>
  ) : (
    <ul class="plain">
      {rules.map((rule) => (
        <li key={rule.id}>
          <a href={href('findings', '', { rule: rule.id })}>{rule.title}</a>
        </li>
      ))}
    </ul>
  ),
  failing === 0 ? '0' : <a href={href('findings', '', { framework: reference })}>{number(failing)}</a>,
  number(notAssessed),
  number(passed),
  number(excepted),
]

interface FrameworksProps {
  readonly model: PageModel
  readonly id: string
}

export const Frameworks = ({ model, id }: FrameworksProps): JSX.Element => {
  const chosen = FRAMEWORKS.find((framework) => framework.id === id) ?? FRAMEWORKS[0]
  const requirements = useMemo(
    () => (chosen === undefined ? [] : requirementsOf(model.document, chosen.id)),
    [model, chosen],
  )
  return (
    <>
      <h1 tabIndex={-1}>Frameworks</h1>
      <nav class="tabs" aria-label="Frameworks">
        {FRAMEWORKS.map((framework) => (
          <a
            key={framework.id}
            href={href('frameworks', framework.id)}
            aria-current={framework === chosen ? 'page' : undefined}
          >
            {framework.name}
          </a>
        ))}
      </nav>
      <p class="note">
        Requirements on identities and credentials, by what this audit’s rules found. A requirement of which a check
        could not be made is not assessed, never passed. This is evidence for an assessment, not the assessment.
      </p>
      <StackedBar
        label="Requirements by state"
        parts={STATES.map(([state, name]) => ({
          name,
          count: requirements.filter((requirement) => requirement.state === state).length,
          tone: state,
        }))}
      />
      <Table
        caption={`Requirements of ${chosen?.name ?? 'the framework'}`}
        columns={['Number', 'State', 'Checked for', 'Failing', 'Not assessed', 'Passed', 'Excepted']}
        numeric={[3, 4, 5, 6]}
        rows={requirements.map(row)}
      />
    </>
  )
}
