import { wrapped } from './wrapped.ts'

/** How many mails come, said where most of what follows is old. */
export const FIRST_RUN =
  'Most of it is old news, so the gravest stand first. From now on a mail comes only when something changed.'

interface Located {
  readonly reportLocation: string
  readonly reportUrl?: string | undefined
}

/** The link stands whole on its line: one that is broken leads nowhere. It is ours and holds no blank. */
export const reportLines = ({ reportLocation, reportUrl }: Located): readonly string[] => [
  '',
  ...wrapped(`Whole report: ${reportLocation}`, '', '  '),
  ...(reportUrl === undefined ? [] : [reportUrl]),
]
