import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ignoreClosedPipe } from '#cli/closed-pipe.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

test.each([['--help'], ['explain-rule', 'root-used'], ['audit', '--evidence', 'samples/account', '--format', 'json']])(
  'nobody reads what `%s` prints: it ends without an error',
  async (...words) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'cli/main.ts'), ...words], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.destroy()
    let said = ''
    child.stderr.on('data', (piece) => (said += String(piece)))
    expect(await once(child, 'close')).toEqual([0, null])
    expect(said).toBe('')
  },
)

test('any other failure to write is one', () => {
  const full = Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' })
  expect(() => ignoreClosedPipe(full)).toThrow(full)
})

test.skipIf(!existsSync('/dev/full'))('and it ends with 2: 1 would tell a build that a finding is open', async () => {
  const full = await open('/dev/full', 'w')
  const child = spawn(process.execPath, [path.join(ROOT, 'cli/main.ts'), '--version'], {
    stdio: ['ignore', full.fd, 'ignore'],
  })
  expect(await once(child, 'close')).toEqual([2, null])
  await full.close()
})
