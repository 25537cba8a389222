import type { JSX } from 'preact'
import { SeverityBar } from '../charts/severity-bar.tsx'
import { Panel } from '../parts/section.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { SeverityTiles } from '../parts/severity-tiles.tsx'
import { href } from '../route.ts'
import { many, minute, number } from '../words.ts'
import { HistoryPanel } from '../views/history-panel.tsx'
import { openOf } from './account-words.ts'
import { findingKey, type OrganizationModel } from './organization-model.ts'

const FIRST = 8
const ACCOUNTS = 12
const SHOWN = 4

interface Part {
  readonly model: OrganizationModel
}

const verdictOf = ({ report: { summary } }: OrganizationModel): string => {
  const { critical, high } = summary.findings
  const { listed, notAudited } = summary.accounts
  const gaps = notAudited === 0 ? '' : ` ${notAudited} of ${many(listed, 'account')} could not be audited.`
  if (critical > 0) return `In danger: ${number(critical)} critical and ${number(high)} high findings.${gaps}`
  if (high > 0) return `Needs work: ${number(high)} high findings, none critical.${gaps}`
  return notAudited === 0 ? 'No grave finding in any account.' : `No grave finding in what could be seen.${gaps}`
}

const toneOf = ({ report: { summary } }: OrganizationModel): string => {
  if (summary.findings.critical > 0) return 'critical'
  if (summary.findings.high > 0) return 'high'
  return summary.accounts.notAudited > 0 ? 'info' : 'good'
}

const Verdict = ({ model }: Part): JSX.Element => {
  const { organization, summary, assessedAt, run, news } = model.report
  const { audited, listed, closed } = summary.accounts
  return (
    <div class={`verdict tone-${toneOf(model)}`}>
      <div>
        <p class="eyebrow">
          run {run} · judged as of {minute(assessedAt)}
        </p>
        <h1 tabIndex={-1}>Organization {organization?.id ?? ''}</h1>
        <p class="sentence">{verdictOf(model)}</p>
        <p class="changes">
          {number(audited)} of {many(listed, 'account')} audited{closed === 0 ? '' : `, ${number(closed)} closed`}.
          Since the last run: {number(news.totals.fresh)} new, {number(news.totals.changed)} changed,{' '}
          {number(news.totals.resolved)} resolved.
        </p>
      </div>
      <SeverityTiles counts={summary.findings} address={(severity) => href('accounts', '', { severity })}>
        <a class="tile dark" href={href('accounts', '', { result: 'not-audited' })}>
          <strong>{number(summary.accounts.notAudited)}</strong> not audited
        </a>
      </SeverityTiles>
    </div>
  )
}

const FixFirst = ({ model }: Part): JSX.Element => (
  <Panel title="Fix first" note={<a href={href('findings')}>The gravest {number(model.findings.length)}</a>}>
    {model.findings.length === 0 ? <p>Nothing is open.</p> : null}
    <ol class="first">
      {model.findings.slice(0, FIRST).map((one) => (
        <li key={findingKey(one)}>
          <a href={href('findings', findingKey(one))}>
            <SeverityBadge severity={one.finding.severity} />
            <span>
              {one.finding.message}
              <span class="meta-line">{one.account?.name ?? 'across accounts'}</span>
            </span>
          </a>
        </li>
      ))}
    </ol>
  </Panel>
)

const WorstAccounts = ({ model }: Part): JSX.Element => {
  const worst = model.report.accounts.filter((account) => openOf(account) > 0).slice(0, ACCOUNTS)
  const most = Math.max(...worst.map(openOf))
  return (
    <Panel title="Accounts, the worst first" note={<a href={href('accounts')}>All accounts</a>}>
      {worst.length === 0 ? <p>No account has an open finding.</p> : null}
      <ul class="bars">
        {worst.map((account) => (
          <li key={account.id}>
            <a href={href('account', account.id)}>{account.name}</a>
            <span class="figures">
              {number(account.findings?.critical ?? 0)} critical, {number(account.findings?.high ?? 0)} high of{' '}
              {number(openOf(account))}
            </span>
            {account.findings === null ? null : <SeverityBar counts={account.findings} most={most} />}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Grouped by reason: a role that was forgotten in forty accounts is one line. */
const NotAudited = ({ model }: Part): JSX.Element => {
  const dark = model.report.accounts.filter(({ result }) => result === 'not-audited')
  const reasons = [...Map.groupBy(dark, ({ id, reason }) => (reason ?? 'no reason told').replaceAll(id, 'ACCOUNT'))]
  return (
    <Panel
      title="What could not be seen"
      note={dark.length === 0 ? undefined : <a href={href('accounts', '', { result: 'not-audited' })}>As a list</a>}
    >
      {dark.length === 0 && model.report.notAssessed.length === 0 ? <p>Every account was audited.</p> : null}
      <ul class="gaps">
        {reasons
          .toSorted(([, a], [, b]) => b.length - a.length)
          .map(([reason, accounts]) => (
            <li key={reason}>
              <strong>{many(accounts.length, 'account')}</strong> {reason}
              <span class="meta-line">
                {accounts
                  .slice(0, SHOWN)
                  .map(({ name }) => name)
                  .join(', ')}
                {accounts.length > SHOWN ? ` and ${number(accounts.length - SHOWN)} more` : ''}
              </span>
            </li>
          ))}
        {model.report.notAssessed.map(({ ruleId, reason }, index) => (
          <li key={`${ruleId} ${index}`}>
            <strong>{ruleId}</strong> {reason}
          </li>
        ))}
        {model.report.summary.notAssessed === 0 ? null : (
          <li>
            <strong>{many(model.report.summary.notAssessed, 'check')}</strong> within audited accounts could not be
            made; the account’s own page says why.
          </li>
        )}
      </ul>
    </Panel>
  )
}

export const OrganizationOverview = ({ model }: Part): JSX.Element => (
  <>
    <Verdict model={model} />
    <div class="stacks">
      <div>
        <FixFirst model={model} />
      </div>
      <div>
        <NotAudited model={model} />
        <HistoryPanel history={model.report.history} />
      </div>
    </div>
    <WorstAccounts model={model} />
  </>
)
