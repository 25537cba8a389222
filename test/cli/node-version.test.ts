import { expect, test } from 'vitest'
import { nodeProblem } from '#cli/node-version.ts'

test.each(['20.20.2', '22.17.1'])('%s is too old', (version) => {
  expect(nodeProblem(version, '>=22.18')).toContain(`This is Node ${version}; credaudit needs >=22.18.`)
})
test.each(['22.18.0', '22.21.1', '24.0.0', '100.1.0'])('%s will do', (version) => {
  expect(nodeProblem(version, '>=22.18')).toBeUndefined()
})
test('this one will do', () => {
  expect(nodeProblem(process.versions.node)).toBeUndefined()
})
