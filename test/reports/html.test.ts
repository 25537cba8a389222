import { createHash } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { formatHtml } from '#shared/reports/html.ts'
import { auditDocumentOf, finding } from '#test/support/findings.ts'

const part = (html: string, expression: RegExp): string => {
  const found = expression.exec(html)?.[1]
  if (found === undefined) throw new Error(`The page has nothing like ${expression}.`)
  return found
}
const scriptOf = (html: string): string => part(html, /<script>([\s\S]*?)<\/script>/)
const styleOf = (html: string): string => part(html, /<style>([\s\S]*?)<\/style>/)
const policyOf = (html: string): string => part(html, /http-equiv="Content-Security-Policy" content="([^"]*)"/)
const embeddedIn = (html: string): AuditDocument =>
  JSON.parse(
    inflateRawSync(Buffer.from(part(html, /id="report">([^<]*)<\/script>/), 'base64')).toString(),
  ) as AuditDocument
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const page = formatHtml(auditDocumentOf())

test('the page holds the document', () => {
  expect(embeddedIn(page)).toEqual(auditDocumentOf())
})

test('the policy names the script and the style by their hash, and allows nothing else', () => {
  expect(policyOf(page)).toBe(
    `default-src 'none'; script-src ${hashOf(scriptOf(page))}; style-src ${hashOf(styleOf(page))}; img-src data:; ` +
      "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  )
})

test('the policy stands before anything that it governs', () => {
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.search(/<(style|script|link)/))
})

test('nothing refers to a place outside the file', () => {
  const markup = page.replace(scriptOf(page), '').replace(styleOf(page), '')
  expect([...markup.matchAll(/\b(?:src|href|action|srcset)="([^"]*)"/g)].map(([, place]) => place)).toEqual(['data:,'])
  expect(styleOf(page)).not.toMatch(/url\(|@import/)
  // The names of the SVG, MathML and XHTML namespaces are no addresses.
  expect(scriptOf(page).replaceAll(/http:\/\/www\.w3\.org\/[\w/]+/g, '')).not.toMatch(/https?:\/\//)
})

test('the script is ASCII and cannot end its own element', () => {
  expect(scriptOf(page)).toMatch(/^[\t\n\x20-\x7E]*$/)
  expect(page.match(/<\/script>/g)).toHaveLength(2)
  expect(scriptOf(page)).not.toMatch(/\beval\(|new Function/)
})

test.each([
  ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['the end of a script', '</script><script>alert(1)</script>', '</script><script>alert(1)</script>'],
  ['a comment', '<!--<script>', '<!--<script>'],
  ['line separators', 'a\u2028b\u2029c', String.raw`a\u2028b\u2029c`],
  ['text that runs backwards', 'admin\u202Eexe', String.raw`admin\u202Eexe`],
  ['control characters', '\u001B[2Jgone\u0000', String.raw`\u001B[2Jgone\u0000`],
])('%s stays text', (_name, raw, shown) => {
  const html = formatHtml(
    auditDocumentOf({
      account: { id: '111111111111', partition: 'aws', alias: raw },
      findings: [finding({ message: raw, subject: { type: 'user', arn: raw, name: raw } })],
      summary: { ...auditDocumentOf().summary, verdict: raw },
    }),
  )
  expect(html).not.toContain(raw)
  expect(embeddedIn(html).findings[0]?.message).toBe(shown)
})

test('whatever the names are, the page has the same elements', () => {
  const elements = (html: string): readonly string[] => html.match(/<[a-z!/][^\s>]*/gi) ?? []
  const calm = elements(page)
  assert(
    property(string({ unit: 'binary' }), string({ unit: 'grapheme-ascii' }), (alias, verdict) => {
      const html = formatHtml(
        auditDocumentOf({
          account: { id: null, partition: 'aws', alias },
          summary: { ...auditDocumentOf().summary, verdict },
        }),
      )
      expect(elements(html)).toEqual(calm)
    }),
    { numRuns: 50 },
  )
})

test('the same document gives the same bytes', () => {
  expect(formatHtml(auditDocumentOf())).toBe(page)
})

test('without a script, the verdict can still be read', () => {
  expect(page).toContain('<p>No grave finding; 1 to tidy up. 1 check could not be made.</p>')
})
