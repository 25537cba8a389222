import type { JSX } from 'preact'
import type { Finding } from '#shared/findings/finding.ts'
import type { PageModel } from '../page-model.ts'
import { Command } from '../parts/copy-button.tsx'
import { JsonView } from '../parts/json-value.tsx'
import { Facts } from '../parts/section.tsx'
import { SeverityBadge, StatusBadge } from '../parts/severity.tsx'
import { href } from '../route.ts'
import { day, phrase } from '../words.ts'

interface FindingDetailProps {
  readonly model: PageModel
  readonly finding: Finding | undefined
  readonly heading: 'h1' | 'h2'
}

const Subject = ({
  model,
  finding: { subject },
}: {
  readonly model: PageModel
  readonly finding: Finding
}): JSX.Element => (
  <>
    {model.principals.has(subject.arn) ? <a href={href('principal', subject.arn)}>{subject.name}</a> : subject.name}{' '}
    <span class="note">{phrase(subject.type)}</span>
    <br />
    <code class="arn">{subject.arn}</code>
  </>
)

/** What became of it: changed, resolved or excepted, and why. */
const storyOf = ({ change, resolution, exception }: Finding): readonly (readonly [string, string])[] => [
  ...(change === undefined ? [] : [['Changed', change] as const]),
  ...(resolution === undefined ? [] : [['Ended', resolution.words] as const]),
  ...(exception === undefined
    ? []
    : [
        [
          'Excepted',
          `by ${exception.owner} until ${day(exception.endsAt)}${exception.origin === 'tag' ? ' (a tag)' : ''}: ${exception.reason}`,
        ] as const,
      ]),
]

export const FindingDetail = ({ model, finding, heading: Heading }: FindingDetailProps): JSX.Element => {
  if (finding === undefined) {
    return (
      <article class="finding">
        <Heading tabIndex={-1}>No such finding</Heading>
        <p>This audit has no finding with that id. It may have been resolved since the link was made.</p>
      </article>
    )
  }
  const { severity, status, title, message, riskReasons, risk, firstSeen, since, owner, subject } = finding
  const Sub = Heading === 'h1' ? 'h2' : 'h3'
  return (
    <article class="finding" id={`finding-${finding.id}`}>
      <p class="badges">
        <SeverityBadge severity={severity} /> <StatusBadge model={model} status={status} />
      </p>
      <Heading tabIndex={-1}>{title}</Heading>
      <p class="lead">{message}</p>
      <Facts
        facts={[
          ['Subject', <Subject key="subject" model={model} finding={finding} />],
          ...(subject.accessKeyId === undefined
            ? []
            : [
                [
                  'Access key',
                  <a key="key" href={href('key', subject.accessKeyId)}>
                    <code>{subject.accessKeyId}</code>
                  </a>,
                ] as const,
              ]),
          ['Owner', owner ?? 'no owner tag'],
          ['Risk', `${risk} of 100: ${riskReasons.join('; ')}`],
          ['Since', day(since ?? null)],
          ['First seen', day(firstSeen)],
          ...storyOf(finding),
        ]}
      />
      <Sub>What to do</Sub>
      <p>{finding.remediation.text}</p>
      {finding.remediation.commands.map((command) => (
        <Command key={command} text={command} />
      ))}
      <Sub>Evidence</Sub>
      <JsonView value={finding.evidence} />
      {finding.frameworks.length === 0 ? null : (
        <>
          <Sub>Frameworks</Sub>
          <ul class="tags">
            {finding.frameworks.map((reference) => (
              <li key={reference}>
                <a href={href('findings', '', { framework: reference })}>{reference}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="note">
        Rule <a href={href('findings', '', { rule: finding.ruleId })}>{finding.ruleId}</a> · finding{' '}
        <a href={href('findings', finding.id)}>{finding.id}</a>
      </p>
    </article>
  )
}
