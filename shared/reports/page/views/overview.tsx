import type { JSX } from 'preact'
import type { Finding } from '#shared/findings/finding.ts'
import { notAssessedByReason } from '../../not-assessed-by-reason.ts'
import { GrantedUsed, widestGaps } from '../charts/granted-used.tsx'
import { IdleChart } from '../charts/idle-chart.tsx'
import { isOpen, type PageModel } from '../page-model.ts'
import { Panel } from '../parts/section.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { SeverityTiles } from '../parts/severity-tiles.tsx'
import { href } from '../route.ts'
import { day, many, minute, number } from '../words.ts'
import { AgesOfFaults } from './ages-of-faults.tsx'
import { ChangesPanel } from './changes-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { MfaCoverage } from './mfa-coverage.tsx'
import { OwnersPanel } from './owners-panel.tsx'

const FIRST = 6
const GAPS = 6
const PRINCIPALS = 12

const toneOf = ({ document }: PageModel): string => {
  const { findings, notAssessed } = document.summary
  if (findings.critical > 0) return 'critical'
  if (findings.high > 0) return 'high'
  if (findings.medium + findings.low > 0) return 'low'
  return notAssessed > 0 ? 'info' : 'good'
}

const counted = (count: number | null, one: string): readonly string[] => (count === null ? [] : [many(count, one)])

/** What the verdict stands on. */
const lookedAt = ({ document }: PageModel): string => {
  const { summary, evidence } = document
  const { users, roles, accessKeys } = summary.subjects
  const subjects = [...counted(users, 'user'), ...counted(accessKeys, 'access key'), ...counted(roles, 'role')]
  const report =
    evidence.reportGeneratedAt === null
      ? 'there was no credential report'
      : `credential report of ${minute(evidence.reportGeneratedAt)}`
  return `${many(summary.rules.run, 'rule')} looked at ${subjects.join(', ') || 'what there was'}; ${report}.`
}

const Verdict = ({ model }: { readonly model: PageModel }): JSX.Element => {
  const { account, summary, assessedAt } = model.document
  return (
    <div class={`verdict tone-${toneOf(model)}`}>
      <div>
        <p class="eyebrow">
          AWS account {account.id ?? 'of unknown id'} · judged as of {minute(assessedAt)}
        </p>
        <h1 tabIndex={-1}>{account.alias ?? account.id ?? 'AWS account'}</h1>
        <p class="sentence">{summary.verdict}</p>
        <p class="changes">{lookedAt(model)}</p>
      </div>
      <SeverityTiles counts={summary.findings} address={(severity) => href('findings', '', { severity })}>
        <a class="tile dark" href={href('not-assessed')}>
          <strong>{number(summary.notAssessed)}</strong> not assessed
        </a>
      </SeverityTiles>
    </div>
  )
}

const SENTENCE = /^.*?[.;](?=\s|$)/s

/** The first sentence of the remedy, and whose it is to do. */
const doFirst = ({ remediation, owner }: Finding): string =>
  [SENTENCE.exec(remediation.text)?.[0].replace(/;$/, '.') ?? remediation.text, owner]
    .filter((word) => word !== undefined)
    .join(' · ')

const FixFirst = ({ model }: { readonly model: PageModel }): JSX.Element => {
  const open = model.document.findings.filter(isOpen)
  return (
    <Panel title="Fix first" note={<a href={href('findings')}>All {many(open.length, 'finding')}</a>}>
      {open.length === 0 ? <p>Nothing is open.</p> : null}
      <ol class="first">
        {open.slice(0, FIRST).map((finding) => (
          <li key={finding.id}>
            <a href={href('findings', finding.id)}>
              <SeverityBadge severity={finding.severity} />
              <span>
                {finding.message}
                <span class="meta-line">{doFirst(finding)}</span>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

const NotSeen = ({ model }: { readonly model: PageModel }): JSX.Element => {
  const { notAssessed, evidence } = model.document
  const gaps = notAssessedByReason(notAssessed)
  const dark = evidence.sources.filter(({ state }) => state !== 'read')
  const seen = evidence.activity
  return (
    <Panel title="What could not be seen" note={<a href={href('not-assessed')}>All gaps and sources</a>}>
      {gaps.length === 0 ? <p>Every check could be made.</p> : null}
      <ul class="gaps">
        {gaps.slice(0, GAPS).map(({ reason, subjects }) => (
          <li key={reason}>
            <strong>{many(subjects, 'check')}</strong> {reason}
          </li>
        ))}
        {dark.length > 0 ? (
          <li>
            <strong>{many(dark.length, 'source')}</strong> {dark.map(({ source }) => source).join(', ')}: not in the
            evidence, or not readable
          </li>
        ) : null}
        <li>
          <strong>CloudTrail</strong>{' '}
          {seen === null
            ? 'was not part of the evidence: what is used, and from where, is not known.'
            : `${many(seen.records, 'record')} from ${day(seen.first)} to ${day(seen.last)}; what is not logged was not seen.`}
        </li>
      </ul>
    </Panel>
  )
}

export const Overview = ({ model }: { readonly model: PageModel }): JSX.Element => {
  const { credentials, principals, history } = model.document
  const gaps = widestGaps(principals, PRINCIPALS)
  return (
    <>
      <Verdict model={model} />
      <div class="stacks">
        <div>
          <FixFirst model={model} />
        </div>
        <div>
          <ChangesPanel model={model} />
          <NotSeen model={model} />
          <MfaCoverage principals={principals} />
        </div>
      </div>
      <HistoryPanel history={history} />
      {credentials.length === 0 ? null : (
        <Panel title="Age and idle time of every credential" note={<a href={href('credentials')}>As a list</a>}>
          <IdleChart credentials={credentials} />
        </Panel>
      )}
      <div class="stacks">
        <div>
          <AgesOfFaults model={model} />
          <OwnersPanel model={model} />
        </div>
        <div>
          {gaps.length === 0 ? null : (
            <Panel
              title="Granted and used"
              note="Distinct IAM actions seen in CloudTrail, of those that policies allow."
            >
              <GrantedUsed principals={gaps} />
            </Panel>
          )}
        </div>
      </div>
    </>
  )
}
