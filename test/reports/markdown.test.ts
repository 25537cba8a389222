import { expect, test } from 'vitest'
import { formatMarkdown } from '#shared/reports/markdown.ts'
import { auditDocumentOf, finding } from '#test/support/findings.ts'

const print = (message: string, command = 'aws iam x') =>
  formatMarkdown(auditDocumentOf({ findings: [finding({ message, remediation: { text: 't', commands: [command] } })] }))

test.each([
  ['row 47: HTML', '<script>alert(1)</script>', String.raw`\<script\>alert\(1\)\</script\>`],
  ['row 44: backticks and stars', '`a` *b* _c_ ~d~', String.raw`\`a\` \*b\* \_c\_ \~d\~`],
  ['a link', '[x](https://evil)', String.raw`\[x\]\(https://evil\)`],
  ['a mention', '@everyone', '&#64;everyone'],
  ['a table cell', 'a|b', String.raw`a\|b`],
])('%s stays text', (_name, raw, shown) => {
  expect(print(raw)).toContain(`- ${shown} (risk 45`)
})
test('a command with backticks stays one code span', () => {
  expect(print('m', "aws iam x --user-name '`a``b`'")).toContain("- ``` aws iam x --user-name '`a``b`' ```")
})
test('the gaps are listed', () => {
  expect(print('m')).toContain('- iam:GetCredentialReport was denied. (1 check: `root-mfa-missing`)')
})
test('a step summary takes it, however much there is, and the gravest and the gaps stay', () => {
  const many = Array.from({ length: 10_000 }, (_none, index) => finding({ message: `${'ä'.repeat(100)} ${index}` }))
  const grave = finding({ ruleId: 'root-mfa-missing', severity: 'critical', title: 'grave', message: 'grave one' })
  const text = formatMarkdown(auditDocumentOf({ findings: [grave, ...many] }))
  expect(Buffer.byteLength(text)).toBeLessThan(1_048_576)
  expect(text).toContain('grave one')
  expect(text).toMatch(/\d+ lines more had no room/)
  expect(text).toContain('- iam:GetCredentialReport was denied.')
})
