import type { JSX } from 'preact'
import type { Counted, PrincipalActivity } from '../../inventory.ts'
import { Facts, Table } from '../parts/section.tsx'
import { day, many, number } from '../words.ts'

export const Day = ({ of }: { readonly of: string | null }): JSX.Element => <span class="nowrap">{day(of)}</span>

export const NotWatched = (): JSX.Element => (
  <p>Not assessed: no CloudTrail log is part of this evidence, so nobody can say what is used.</p>
)

export const CountTable = ({
  name,
  values,
}: {
  readonly name: string
  readonly values: readonly Counted[]
}): JSX.Element => (
  <Table
    caption={name}
    columns={[name, 'Calls', 'Last']}
    numeric={[1]}
    rows={values.map(({ value, count, last }) => [
      <>
        {value}
        <svg class="share" width="100%" height="4" aria-hidden="true">
          <rect class="fill-used" width={`${(count / Math.max(1, values[0]?.count ?? 1)) * 100}%`} height="4" />
        </svg>
      </>,
      number(count),
      <Day key="last" of={last} />,
    ])}
  />
)

interface SeenProps {
  readonly activity: PrincipalActivity | undefined
  /** CloudTrail is part of the evidence. */
  readonly watched: boolean
}

export const Seen = ({ activity, watched }: SeenProps): JSX.Element => {
  if (!watched) return <NotWatched />
  if (activity === undefined) return <p>None of its calls is in the CloudTrail log that was read.</p>
  return (
    <>
      <Facts
        facts={[
          ['Calls', `${many(activity.calls, 'call')}, ${number(activity.denied)} denied`],
          ['From – to', `${day(activity.first)} – ${day(activity.last)}`],
          ['Regions', activity.regions.join(', ') || 'none'],
          ['From where', activity.sourceAddresses.join(', ') || 'not told'],
          ['With what', activity.userAgents.join(' · ') || 'not told'],
        ]}
      />
      <CountTable name="Service" values={activity.services} />
    </>
  )
}
