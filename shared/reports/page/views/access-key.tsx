import type { JSX } from 'preact'
import type { CredentialEntry, DossierEntry } from '../../inventory.ts'
import { isOpen, type PageModel } from '../page-model.ts'
import { Command } from '../parts/copy-button.tsx'
import { FindingList } from '../parts/finding-list.tsx'
import { Facts, Panel, Table } from '../parts/section.tsx'
import { href } from '../route.ts'
import { day, days, many, number } from '../words.ts'
import { wordsOfUse } from './credentials.tsx'
import { CountTable, Day, NotWatched } from './seen.tsx'

const limitWords = (limit: number | null): string => (limit === null ? 'no limit' : `limit ${days(limit)}`)

const Dossier = ({ dossier }: { readonly dossier: DossierEntry }): JSX.Element => (
  <>
    <Facts
      facts={[
        ['Seen', `on ${many(dossier.days, 'day')}, ${day(dossier.first)} to ${day(dossier.last)}`],
        ['Regions', dossier.regions.map(({ value }) => value).join(', ') || 'none'],
      ]}
    />
    <Table
      caption="Calls"
      columns={['Call', 'Outcome', 'Times', 'Last']}
      numeric={[2]}
      rows={dossier.calls.map(({ value, outcome, count, last }) => [
        value,
        outcome,
        number(count),
        <Day key="last" of={last} />,
      ])}
    />
    <CountTable name="From where" values={dossier.sourceAddresses} />
    <CountTable name="With what" values={dossier.userAgents} />
  </>
)

/** A word that a POSIX shell passes on unchanged. */
const quoted = (word: string): string =>
  /^[\w+=,.@/:-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`

const rotation = ({ owner, id }: CredentialEntry): readonly (readonly [string, string | undefined])[] => {
  const user = quoted(owner)
  const key = `--user-name ${user} --access-key-id ${id ?? ''}`
  return [
    ['Find every place that uses the key: the list of calls and addresses on this page, and its owner.', undefined],
    [
      'Ask whether a role can do the work; then no new key is needed. Else make the second key.',
      `aws iam create-access-key --user-name ${user}`,
    ],
    [
      'Put the new key in place, everywhere. Then watch that the old one is no longer used.',
      `aws iam get-access-key-last-used --access-key-id ${id ?? ''}`,
    ],
    [
      'Deactivate the old key. This can be taken back in a second.',
      `aws iam update-access-key ${key} --status Inactive`,
    ],
    ['Some days later, when nobody has complained, delete it.', `aws iam delete-access-key ${key}`],
  ]
}

interface AccessKeyProps {
  readonly model: PageModel
  readonly id: string
}

export const AccessKeyPage = ({ model, id }: AccessKeyProps): JSX.Element => {
  const key = model.document.credentials.find((credential) => credential.id === id && credential.kind === 'access-key')
  if (key === undefined) {
    return (
      <>
        <h1 tabIndex={-1}>No such access key</h1>
        <p>This audit knows no access key {id}.</p>
      </>
    )
  }
  const ofOwner = model.findingsOf(key.principal).filter(isOpen)
  const findings = ofOwner.filter(({ subject }) => subject.accessKeyId === id)
  const others = ofOwner.length - findings.length
  const watched = model.document.evidence.activity !== null
  return (
    <>
      <p>
        <a href={href('credentials', '', { kind: 'access-key' })}>← Access keys</a>
      </p>
      <h1 tabIndex={-1}>
        Access key <code>{id}</code>
      </h1>
      <div class="stacks">
        <div>
          <Panel title="The key">
            <Facts
              facts={[
                [
                  'Of',
                  <a key="of" href={href('principal', key.principal)}>
                    {key.owner}
                  </a>,
                ],
                ['Status', key.status],
                ['Made', `${day(key.createdAt)}, ${days(key.ageDays)} ago (${limitWords(key.ageLimit)})`],
                ['Use', `${wordsOfUse(key)} (${limitWords(key.idleLimit)})`],
              ]}
            />
          </Panel>
          <Panel title="What still uses this key" note="From CloudTrail; the most frequent first.">
            {key.dossier === undefined ? (
              watched ? (
                <p>
                  No call with this key is in the CloudTrail log that was read. Data events that are not logged were not
                  seen.
                </p>
              ) : (
                <NotWatched />
              )
            ) : (
              <Dossier dossier={key.dossier} />
            )}
          </Panel>
        </div>
        <div>
          <Panel
            title="Findings"
            note={<a href={href('principal', key.principal)}>{many(others, 'more finding')} about its owner</a>}
          >
            <FindingList findings={findings} />
          </Panel>
          {key.principal.endsWith(':root') ? null : (
            <Panel title="To rotate it">
              <ol class="steps">
                {rotation(key).map(([step, command]) => (
                  <li key={step}>
                    {step}
                    {command === undefined ? null : <Command text={command} />}
                  </li>
                ))}
              </ol>
            </Panel>
          )}
        </div>
      </div>
    </>
  )
}
