import type { JSX } from 'preact'
import { notAssessedByReason } from '../../not-assessed-by-reason.ts'
import type { PageModel } from '../page-model.ts'
import { Panel, Table } from '../parts/section.tsx'
import { many, minute, number } from '../words.ts'

const SUBJECTS = 50

export const NotAssessedView = ({ model }: { readonly model: PageModel }): JSX.Element => {
  const { notAssessed, evidence, rules } = model.document
  const titles = new Map(rules.map(({ id, title }) => [id, title]))
  const gaps = notAssessedByReason(notAssessed)
  return (
    <>
      <h1 tabIndex={-1}>What could not be seen</h1>
      <p class="lead">
        {notAssessed.length === 0
          ? 'Every check could be made.'
          : `${many(notAssessed.length, 'check')} could not be made. None of them counts as passed.`}
      </p>
      {gaps.map(({ reason, ruleIds, subjects }) => {
        const about = notAssessed.filter((gap) => gap.reason === reason && gap.subject !== undefined)
        return (
          <Panel key={reason} title={reason} note={many(subjects, 'check')} wide>
            <ul class="plain">
              {ruleIds.map((id) => (
                <li key={id}>
                  {titles.get(id) ?? id} <span class="note">{id}</span>
                </li>
              ))}
            </ul>
            <details>
              <summary>{many(about.length, 'subject')}</summary>
              <p>
                {[...new Set(about.slice(0, SUBJECTS).map(({ subject }) => subject?.name))].join(', ')}
                {about.length > SUBJECTS ? ` and ${about.length - SUBJECTS} more` : ''}
              </p>
            </details>
          </Panel>
        )
      })}
      <Panel title="Sources of the evidence" wide note={`Collected ${minute(evidence.collectedAt)}.`}>
        <Table
          caption="Sources of the evidence"
          columns={['Source', 'State', 'Why']}
          rows={evidence.sources.map(({ source, state, reason }) => [
            source,
            <span key="state" class={`badge ${state === 'read' ? 'sev-good' : 'sev-medium'}`}>
              {state}
            </span>,
            reason ?? '',
          ])}
        />
      </Panel>
      <Panel
        title="Files"
        wide
        note={`${many(evidence.files.length, 'file')}, by SHA-256: the same files give the same report.`}
      >
        <details>
          <summary>All files</summary>
          <Table
            caption="Files of the evidence"
            columns={['File', 'Bytes', 'SHA-256']}
            numeric={[1]}
            rows={evidence.files.map(({ file, bytes, sha256 }) => [
              file,
              number(bytes),
              <code key="hash" class="arn">
                {sha256}
              </code>,
            ])}
          />
        </details>
      </Panel>
    </>
  )
}
