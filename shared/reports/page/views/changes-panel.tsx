import type { JSX } from 'preact'
import type { Finding } from '#shared/findings/finding.ts'
import type { PageModel } from '../page-model.ts'
import { Panel } from '../parts/section.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { href } from '../route.ts'
import { many } from '../words.ts'

const SHOWN = 5
const STATUSES = ['new', 'changed', 'resolved'] as const

/** Why it stands in this list: what is different, or what made it go. */
const because = ({ change, resolution }: Finding): string | undefined => change ?? resolution?.words

const List = ({
  status,
  findings,
}: {
  readonly status: string
  readonly findings: readonly Finding[]
}): JSX.Element => (
  <>
    <h3>
      <a href={href('findings', '', { status })}>
        {findings.length} {status}
      </a>
    </h3>
    <ul class="first">
      {findings.slice(0, SHOWN).map((finding) => (
        <li key={finding.id}>
          <a href={href('findings', finding.id)}>
            <SeverityBadge severity={finding.severity} />
            <span>
              {finding.message}
              {because(finding) === undefined ? null : <span class="meta-line">{because(finding)}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  </>
)

/** What is different from the last run. On a first run everything would be, so nothing is listed. */
export const ChangesPanel = ({ model }: { readonly model: PageModel }): JSX.Element => {
  const { findings, history } = model.document
  const groups = STATUSES.map((status) => ({ status, of: findings.filter((finding) => finding.status === status) }))
  const moved = groups.filter(({ of }) => of.length > 0)
  if (model.firstRun && moved.every(({ status }) => status === 'new'))
    return (
      <Panel title="What changed">
        <p>
          {history === undefined
            ? 'This run was compared with no earlier one. With --state, as in the daily audit, the next one says here what is new, changed and resolved.'
            : 'This was the first run. The next one says here what is new, changed and resolved.'}
        </p>
      </Panel>
    )
  const still = findings.filter(({ status }) => status === 'open').length
  return (
    <Panel title="What changed" note={`${many(still, 'finding')} as before.`}>
      {moved.length === 0 ? <p>Nothing since the last run.</p> : null}
      {moved.map(({ status, of }) => (
        <List key={status} status={status} findings={of} />
      ))}
    </Panel>
  )
}
