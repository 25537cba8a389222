import path from 'node:path'
import { expect, test } from 'vitest'
import { standAloneTemplates } from '#infra/cloudformation/stand-alone-templates.ts'

const INFRA = path.resolve(import.meta.dirname, '../../../infra')

test('are what is deployed beside the stack', async () => {
  const found = await standAloneTemplates(INFRA)
  expect(found.map((file) => path.relative(INFRA, file))).toEqual([
    'iam/collect-last-accessed.yml',
    'iam/member-role.yml',
    'security-hub/member-policy.yml',
    'watch-forward.yml',
  ])
})
