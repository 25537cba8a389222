import type { JSX } from 'preact'
import { SEVERITIES } from '#shared/findings/finding.ts'
import type { AccountEntry } from '../../organization-report.ts'
import { Command } from '../parts/copy-button.tsx'
import { Facts, Panel } from '../parts/section.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { href } from '../route.ts'
import { many, minute, number, phrase } from '../words.ts'
import { accountStanding, consoleAddress, openOf, pageBeside } from './account-words.ts'
import { findingKey, type OrganizationModel } from './organization-model.ts'

/** To the account's own page, which has all of its findings, principals and credentials. */
export const AccountLinks = ({
  account,
  anchor = '',
}: {
  readonly account: AccountEntry
  readonly anchor?: string
}): JSX.Element | null => {
  const [beside, console] = [pageBeside(account), consoleAddress(account)]
  if (account.report === null) return null
  return (
    <>
      <ul class="plain">
        {console === undefined ? null : (
          <li>
            <a href={console} rel="noreferrer">
              Its page in the S3 console
            </a>
          </li>
        )}
        {beside === undefined ? null : (
          <li>
            <a href={`${beside}${anchor}`}>Its page beside this file</a>{' '}
            <span class="note">where the folder of the reports was copied as a whole</span>
          </li>
        )}
      </ul>
      <Command text={`aws s3 cp ${account.report.replace(/json$/, 'html')} .`} />
    </>
  )
}

interface AccountProps {
  readonly model: OrganizationModel
  readonly id: string
}

export const Account = ({ model, id }: AccountProps): JSX.Element => {
  const account = model.accounts.get(id)
  if (account === undefined)
    return (
      <>
        <h1 tabIndex={-1}>No such account</h1>
        <p>The list of this run has no account {id}.</p>
      </>
    )
  const [tone, words] = accountStanding(account)
  const findings = model.findingsOf(id)
  const left = openOf(account) - findings.length
  return (
    <>
      <p>
        <a href={href('accounts')}>← Accounts</a>
      </p>
      <h1 tabIndex={-1}>
        {account.name} <span class={`badge ${tone}`}>{words}</span>
      </h1>
      <div class="stacks">
        <div>
          <Panel title="The account">
            <Facts
              facts={[
                ['Id', account.id],
                ['State', account.state === null ? 'not known' : phrase(account.state.toLowerCase())],
                ['Audited', account.assessedAt === null ? 'no' : minute(account.assessedAt)],
                ...(account.reason === null ? [] : [['Why not', account.reason] as const]),
                ...(account.findings === null
                  ? []
                  : SEVERITIES.map(
                      (severity) => [phrase(severity), number(account.findings?.[severity] ?? 0)] as const,
                    )),
                ...(account.notAssessed === null ? [] : [['Not assessed', number(account.notAssessed)] as const]),
              ]}
            />
          </Panel>
          {account.report === null ? null : (
            <Panel title="All of it">
              <AccountLinks account={account} />
            </Panel>
          )}
        </div>
        <div>
          <Panel
            title="Its gravest findings"
            note={left > 0 ? `${many(left, 'more finding')} on its own page.` : undefined}
          >
            {findings.length === 0 ? (
              <p>
                {account.findings === null
                  ? 'Not audited, so nothing is known of it.'
                  : 'None of them is among the gravest of the organization.'}
              </p>
            ) : (
              <ul class="first">
                {findings.map((one) => (
                  <li key={findingKey(one)}>
                    <a href={href('findings', findingKey(one))}>
                      <SeverityBadge severity={one.finding.severity} />
                      <span>{one.finding.message}</span>
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        </div>
      </div>
    </>
  )
}
