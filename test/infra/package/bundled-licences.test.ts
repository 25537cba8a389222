import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundledLicences, packageFolders } from '#infra/package/bundled-licences.ts'

const ROOT = path.resolve(import.meta.dirname, '../../..')

test('packageFolders', () => {
  expect(
    packageFolders([
      'cli/main.ts',
      'node_modules/zod/mini/index.js',
      'node_modules/zod/v4/core.js',
      'node_modules/@aws-sdk/client-iam/dist-es/index.js',
      'node_modules/a/node_modules/@b/c/index.js',
    ]),
  ).toEqual(['node_modules/@aws-sdk/client-iam', 'node_modules/a/node_modules/@b/c', 'node_modules/zod'])
})
describe('bundledLicences', () => {
  test('has name, version, licence and its text, the same text once', async () => {
    const text = await bundledLicences(ROOT, [
      'node_modules/@aws-sdk/client-iam/x.js',
      'node_modules/@aws-sdk/client-sts/x.js',
      'node_modules/zod/x.js',
    ])
    expect(text).toMatch(/^@aws-sdk\/client-iam \d[\d.]+ \(Apache-2\.0\)$/m)
    expect(text.match(/Version 2\.0, January 2004/g)?.length).toBe(1)
    expect(text).toMatch(/^zod \d[\d.]+ \(MIT\)$/m)
  })
})
