import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PAGES } from '#test/support/documented-commands.ts'

const pages = [...PAGES, ...readdirSync('docs/rules').map((name) => `docs/rules/${name}`)]

/** As GitHub makes anchors of headings. */
const anchorOf = (heading: string): string =>
  heading
    .replaceAll(/`|\*|\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

const anchorsOf = (text: string): ReadonlySet<string> =>
  new Set([
    ...[...text.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) => anchorOf(heading)),
    ...[...text.matchAll(/<a id="([^"]+)"/g)].map(([, id = '']) => id),
  ])

const isOutside = (target: string): boolean => /^[a-z]+:/.test(target)

const brokenIn = (page: string): readonly string[] => {
  const text = readFileSync(page, 'utf8')
  const prose = text.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, '')
  const targets = [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target)
  return targets.filter((target) => {
    if (isOutside(target)) return false
    const [file = '', anchor] = target.split('#')
    const place = file === '' ? page : path.join(path.dirname(page), file)
    if (!existsSync(place)) return true
    return anchor !== undefined && !anchorsOf(readFileSync(place, 'utf8')).has(anchor)
  })
}

test.each(pages)('%s links to what is there', (page) => {
  expect(brokenIn(page)).toEqual([])
})
