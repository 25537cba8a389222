import { SEVERITIES } from '#shared/findings/finding.ts'
import type { AccountEntry } from '../../organization-report.ts'

const RESULTS: Readonly<Record<AccountEntry['result'], readonly [tone: string, words: string]>> = {
  audited: ['sev-good', 'clear'],
  'not-audited': ['sev-medium', 'not audited'],
  closed: ['sev-info', 'closed'],
}

/** The badge of an account: its gravest severity; else whether it was looked at. Not audited is never clear. */
export const accountStanding = ({ findings, result }: AccountEntry): readonly [tone: string, words: string] => {
  const worst = findings === null ? undefined : SEVERITIES.find((severity) => findings[severity] > 0)
  return worst === undefined ? RESULTS[result] : [`sev-${worst}`, worst]
}

export const openOf = ({ findings }: AccountEntry): number =>
  findings === null ? 0 : SEVERITIES.reduce((sum, severity) => sum + findings[severity], 0)

/**
 * Where the account's page lies beside this one, as in the bucket: `organization/<run>.html` and `<account>/<stamp>.html` are in one folder,
 * also after `aws s3 sync`.
 */
export const pageBeside = ({ id, report }: AccountEntry): string | undefined => {
  const name = report === null ? undefined : /\/([\w.-]+)\.json$/.exec(report)?.[1]
  return name === undefined || !/^\d{12}$/.test(id) ? undefined : `../${id}/${name}.html`
}

/** Only an https address becomes a link: the document could be anybody's. */
export const consoleAddress = ({ page }: AccountEntry): string | undefined =>
  page !== undefined && URL.canParse(page) && new URL(page).protocol === 'https:' ? page : undefined
