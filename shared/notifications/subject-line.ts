import { type Finding, SEVERITIES, type Severity } from '#shared/findings/finding.ts'
import { ascii, cut } from './ascii.ts'
import type { Digest } from './digest.ts'
import { countWords } from './headline.ts'

/** SNS: fewer than 100 characters, no line breaks; ASCII, as mail gateways mangle the rest. */
const LONGEST_SUBJECT = 99

interface News {
  readonly word: 'new' | 'changed'
  readonly severity: Severity
  readonly findings: readonly Finding[]
}

/** The gravest news; of two that are as grave the new one. */
const gravest = ({ fresh, changed }: Digest): News | undefined => {
  for (const severity of SEVERITIES) {
    for (const [word, list] of [
      ['new', fresh],
      ['changed', changed],
    ] as const) {
      const findings = list.filter((finding) => finding.severity === severity)
      if (findings.length > 0) return { word, severity, findings }
    }
  }
  return undefined
}

/** What is new or changed, else what ended, else what went dark. */
const news = (digest: Digest): string => {
  const { resolved, notAssessed, account } = digest
  const worst = gravest(digest)
  if (worst !== undefined)
    return `${worst.findings.length} ${worst.word} ${worst.severity} in ${account.name}: ${titlesOf(worst.findings)}`
  if (resolved.length > 0) return `${resolved.length} resolved in ${account.name}: ${titlesOf(resolved)}`
  const checks = notAssessed.length === 1 ? 'check' : 'checks'
  return notAssessed.length > 0
    ? `${notAssessed.length} more ${checks} not assessed in ${account.name}: ${notAssessed[0]?.reason ?? ''}`
    : `No change in ${account.name}`
}

const titlesOf = (findings: readonly Finding[]): string => [...new Set(findings.map(({ title }) => title))].join('; ')

/** The news in one line: what a person reads in the list of mails. */
export const subjectLine = (digest: Digest): string => {
  const { account, counts } = digest
  const words = digest.firstRun ? `First audit of ${account.name}: ${countWords(counts)}` : news(digest)
  return cut(ascii(words), LONGEST_SUBJECT)
}
