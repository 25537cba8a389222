import { SEVERITIES, type Severity } from '#shared/findings/finding.ts'

/** What a message counts; of the lists the messages may hold only the first, so totals stand beside them. */
export interface NewsCounts {
  readonly name: string
  readonly firstRun: boolean
  readonly counts: Readonly<Record<Severity, number>>
  readonly fresh: readonly { readonly severity: Severity }[]
  readonly totals: {
    readonly fresh: number
    readonly changed: number
    readonly resolved: number
    readonly notAssessed: number
  }
}

/** "2 new critical", or "5 new (2 critical)" where not all are as grave. */
const freshWords = ({ fresh, totals }: NewsCounts): string => {
  const worst = SEVERITIES.find((severity) => fresh.some((finding) => finding.severity === severity))
  const grave = fresh.filter(({ severity }) => severity === worst).length
  if (worst === undefined || (grave === fresh.length && totals.fresh > grave)) return `${totals.fresh} new`
  return grave === totals.fresh ? `${totals.fresh} new ${worst}` : `${totals.fresh} new (${grave} ${worst})`
}

/** "5 critical, 37 high, 120 medium, 149 low"; findings for information only where there are some. */
export const countWords = ({ critical, high, medium, low, info }: NewsCounts['counts']): string =>
  `${critical} critical, ${high} high, ${medium} medium, ${low} low${info > 0 ? `, ${info} info` : ''}`

/** The news in one line: the first that people read of a mail or a Slack message. */
export const headline = (news: NewsCounts): string => {
  const { name, firstRun, counts, totals } = news
  if (firstRun) return `First audit of ${name}: ${countWords(counts)}`
  const parts = [
    ...(totals.fresh > 0 ? [freshWords(news)] : []),
    ...(totals.changed > 0 ? [`${totals.changed} changed`] : []),
    ...(totals.resolved > 0 ? [`${totals.resolved} resolved`] : []),
    ...(totals.notAssessed > 0
      ? [`${totals.notAssessed} ${totals.notAssessed === 1 ? 'check' : 'checks'} not assessed any more`]
      : []),
  ]
  return `${parts.join(', ') || 'No change'} in ${name}`
}
