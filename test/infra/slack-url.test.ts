import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const ROOT = new URL('../../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8')

test('no file of the stack has a URL but the one that is chosen by a parameter: Regions without the type refuse it under any condition', () => {
  const files = readdirSync(new URL('infra/', ROOT), { recursive: true, encoding: 'utf8' })
  const withUrl = files.filter((file) => file.endsWith('.yml') && /Type: AWS::Lambda::Url/.test(read(`infra/${file}`)))
  expect(withUrl).toEqual(['slack-url/on.yml'])
  expect(read('serverless.yml')).toContain("${file(infra/slack-url/${param:slackUrl, 'off'}.yml)}")
  expect(read('infra/slack-url/off.yml')).toMatch(/^Resources: \{\}$/m)
})
