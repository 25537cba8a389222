import { SEVERITIES } from '#shared/findings/finding.ts'
import { ascii, cut } from './ascii.ts'
import type { Digest } from './digest.ts'

/** SNS: fewer than 100 characters, no line breaks; ASCII, as mail gateways mangle the rest. */
const LONGEST_SUBJECT = 99

const worstFirst = (digest: Digest): string => {
  const news = [...digest.fresh, ...digest.changed]
  for (const severity of SEVERITIES) {
    const same = news.filter((finding) => finding.severity === severity)
    if (same.length > 0) return `${same.length} new ${severity} in ${digest.account.name}: ${titlesOf(same)}`
  }
  if (digest.resolved.length > 0)
    return `${digest.resolved.length} resolved in ${digest.account.name}: ${titlesOf(digest.resolved)}`
  return `No change in ${digest.account.name}`
}

const titlesOf = (findings: Digest['fresh']): string => [...new Set(findings.map(({ title }) => title))].join('; ')

/** The news in one line: what a person reads in the list of mails. */
export const subjectLine = (digest: Digest): string => {
  const { critical, high, medium, low } = digest.counts
  const words = digest.firstRun
    ? `First audit of ${digest.account.name}: ${critical} critical, ${high} high, ${medium} medium, ${low} low`
    : worstFirst(digest)
  return cut(ascii(words), LONGEST_SUBJECT)
}
