import type { DoctorCheck } from '#shared/reports/doctor-document.ts'

export interface RegionTried {
  readonly region: string
  readonly answer: NonNullable<DoctorCheck['answer']>
  readonly reason: string
}

/** What a Region says to credentials of an account that has not switched it on. */
const NOT_ENABLED = /^(UnrecognizedClient|InvalidClientTokenId|AuthFailure|OptInRequired)\b/

const checkOf = ({ region: name, answer, reason }: RegionTried): DoctorCheck => {
  const area = 'regions'
  if (answer === 'allowed') return { area, name, state: 'well', words: 'It answers.' }
  if (NOT_ENABLED.test(reason))
    return {
      area,
      name,
      state: 'wrong',
      words: `The account has not switched this Region on, or it is of another partition: leave it out of --regions. ${reason}`,
    }
  if (answer === 'denied')
    return {
      area,
      name,
      state: 'note',
      words: `It answers, and denies cloudtrail:DescribeTrails: see there. ${reason}`,
    }
  return { area, name, state: 'wrong', words: `It cannot be reached. ${reason}` }
}

/** Each Region that an audit would look at for trails, alarms and analyzers. */
export const regionChecks = (tried: readonly RegionTried[], wereNamed: boolean): readonly DoctorCheck[] => [
  ...tried.map(checkOf),
  ...(wereNamed
    ? []
    : [
        {
          area: 'regions',
          name: 'other Regions',
          state: 'note',
          words: 'Trails, alarms and analyzers are looked for in this one only; --regions names more.',
        } as const,
      ]),
]
