import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { JsonValue } from '#shared/facts/json.ts'
import { parseTemplate } from './cloudformation.ts'

const patternsIn = (file: string): readonly JsonValue[] => {
  const text = readFileSync(new URL(`../../infra/${file}`, import.meta.url), 'utf8')
  return Object.values(parseTemplate(text).Resources).flatMap(({ Properties }) => {
    const pattern: JsonValue | undefined = JSON.parse(JSON.stringify(Properties))['EventPattern']
    return pattern === undefined ? [] : [pattern]
  })
}

// Amazon EventBridge user guide, "Amazon EventBridge quotas": a pattern has at most 2,048 characters unless AWS grants more.
test.each(['watch.yml', 'watch-forward.yml'])('%s: EventBridge takes its patterns', (file) => {
  const patterns = patternsIn(file)
  expect(patterns.length).toBeGreaterThan(0)
  for (const pattern of patterns) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2_048)
})
