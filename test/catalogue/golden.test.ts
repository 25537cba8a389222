import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'

const folder = new URL('../fixtures/golden/', import.meta.url)
const golden = z.strictObject({
  about: z.string(),
  record: z.custom<TrailRecord>((value) => typeof value === 'object' && value !== null),
  expect: z.strictObject({
    mappedBy: z.string(),
    actions: z.array(z.string()),
    requests: z.array(
      z.strictObject({ action: z.string(), resources: z.array(z.string()), context: z.record(z.string(), z.string()) }),
    ),
  }),
})

const topics = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())

describe.each(topics.map((topic) => topic.name).sort())('golden cases: %s', (topic) => {
  const files = readdirSync(new URL(`${topic}/`, folder)).sort()
  it.each(files)('%s', (file) => {
    const { record, expect: wanted } = z.parse(
      golden,
      JSON.parse(readFileSync(new URL(`${topic}/${file}`, folder), 'utf8')),
    )
    const { mappedBy, actions, requests } = requestsOf(record)
    expect({ mappedBy, actions, requests }).toEqual(wanted)
  })
})
