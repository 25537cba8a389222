import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { compilePage } from '#infra/page/compile-page.ts'

test('the page that is committed is what its sources give', async () => {
  const committed = await readFile(
    new URL('../../shared/reports/page/generated/page-assets.ts', import.meta.url),
    'utf8',
  )
  expect(committed === (await compilePage()), 'run npm run generate:page').toBe(true)
})
