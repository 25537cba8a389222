import { createHash } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import type { SeverityCounts } from '#shared/findings/history.ts'
import type { AuditDocument } from './audit-document.ts'
import type { OrganizationDocument } from './organization-report.ts'
import { PAGE_SCRIPT, PAGE_STYLE } from './page/generated/page-assets.ts'
import { visible } from './plain-text.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => visible(text).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** No request, no evaluated text, no frame, no form, no markup made from strings; the one script and the one style by their hash. */
const POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(PAGE_SCRIPT)}`,
  `style-src ${hashOf(PAGE_STYLE)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const shown = (_key: string, value: unknown): unknown => (typeof value === 'string' ? visible(value) : value)

/**
 * The whole document, deflated and as base64: thousands of findings repeat their words, and no parser can take base64 for markup. Control and
 * bidirectional characters are made visible before, as in every other format.
 */
const packed = (document: AuditDocument | OrganizationDocument): string =>
  deflateRawSync(JSON.stringify(document, shown), { level: 9 }).toString('base64')

interface FirstWords {
  readonly title: string
  readonly verdict: string
  readonly more: string
}

const openWords = ({ critical, high, medium, low }: SeverityCounts): string =>
  `Open findings: ${critical} critical, ${high} high, ${medium} medium, ${low} low`

const wordsOf = ({ account, summary, assessedAt }: AuditDocument): FirstWords => ({
  title: account.alias ?? account.id ?? 'AWS account',
  verdict: summary.verdict,
  more: `Judged as of ${assessedAt}. ${openWords(summary.findings)}; ${summary.notAssessed} not assessed.`,
})

const wordsOfOrganization = ({ organization, summary, assessedAt }: OrganizationDocument): FirstWords => ({
  title: organization?.id ?? 'AWS organization',
  verdict: `${summary.accounts.audited} of ${summary.accounts.listed} accounts were audited, ${summary.accounts.notAudited} could not be.`,
  more: `Judged as of ${assessedAt}. ${openWords(summary.findings)}; ${summary.notAssessed} not assessed.`,
})

/** The words are there before the script runs, and where none may run. */
const pageOf = ({ title, verdict, more }: FirstWords, data: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escaped(title)} · credaudit</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<div id="root"><main><h1>${escaped(title)}</h1>
<p>${escaped(verdict)}</p>
<p>${escaped(more)}</p>
<noscript><p>This report needs JavaScript to show more; it asks for nothing from outside.</p></noscript></main></div>
<script type="application/octet-stream" id="report">${data}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`

/** One HTML file that asks nobody for anything: it opens from a disk, a mail and a bucket. */
export const formatHtml = (document: AuditDocument): string => pageOf(wordsOf(document), packed(document))

/** The page of a run over an organization: the same script, which sees by the document what it shows. */
export const formatOrganizationHtml = (document: OrganizationDocument): string =>
  pageOf(wordsOfOrganization(document), packed(document))
