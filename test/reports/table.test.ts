import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { ansiPaint, plainPaint } from '#shared/reports/paint.ts'
import { formatTable } from '#shared/reports/table.ts'
import { auditDocumentOf, finding } from '#test/support/findings.ts'

const print = (more: Parameters<typeof auditDocumentOf>[0] = {}, width = 80, perRule = 5) =>
  formatTable(auditDocumentOf(more), { width, paint: plainPaint, perRule })

test('the account, the worst, the gaps', () => {
  expect(print()).toMatchInlineSnapshot(`
    "prod-eu · 111111111111                             assessed 2026-04-01 06:00 UTC
    1 user, 1 access key, 0 roles, 0 groups, policies not read
    credential report 2026-04-01 05:58 UTC · CloudTrail none
    No grave finding; 1 to tidy up. 1 check could not be made.

    MEDIUM Active access key is older than the rotation limit
    access-key-not-rotated
      - Access key 1 of alice is 121 days old; the limit is 90 days. [risk 45, new]
        $ aws iam create-access-key --user-name alice

    Not assessed (never counted as a pass)
      - iam:GetCredentialReport was denied. [1 check: root-mfa-missing]

    0 critical · 0 high · 1 medium · 0 low · 0 rules of 2 passed · 1 check not
    assessed
    "
  `)
})
test('worst first stays first, and a rule with many findings is cut with a count', () => {
  const many = Array.from({ length: 7 }, (_, index) => finding({ id: `f${index}`, message: `Key ${index}.` }))
  const text = print({ findings: many })
  expect(text).toContain('Key 4.')
  expect(text).not.toContain('Key 5.')
  expect(text).toContain('and 2 more')
})
test('row 48: hostile names cannot move the cursor or turn a line around', () => {
  const text = print({ findings: [finding({ message: 'a\u001B[2Jb\u202Ec\nd' })] })
  expect(text).toContain(String.raw`a\u001B[2Jb\u202Ec\u000Ad`)
})
test('no line is wider than the terminal', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 140 }), fc.lorem({ maxCount: 60 }), (width, message) => {
      for (const line of print({ findings: [finding({ message })] }, width).split('\n'))
        expect(stringWidth(line)).toBeLessThanOrEqual(width)
    }),
  )
})
test('colours are only paint: without them the text is the same', () => {
  const painted = formatTable(auditDocumentOf(), { width: 100, paint: ansiPaint, perRule: 5 })
  // oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
  expect(painted.replaceAll(/\u001B\[\d+m/g, '')).toBe(print({}, 100))
})
