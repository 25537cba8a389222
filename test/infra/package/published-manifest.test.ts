import { expect, test } from 'vitest'
import { publishedManifest } from '#infra/package/published-manifest.ts'
import manifest from '../../../package.json' with { type: 'json' }

test('who installs the package installs nothing besides, and runs no script', () => {
  const published = publishedManifest(manifest)
  expect(Object.keys(published).filter((field) => /dependencies|scripts|imports/i.test(field))).toEqual([])
  expect(published).toMatchObject({
    name: 'credaudit',
    bin: manifest.bin,
    engines: manifest.engines,
    license: 'Apache-2.0',
  })
})
