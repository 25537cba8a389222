import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'
import { type FakeAws, queryAnswer, startFakeAws } from '#test/emulator/fake-aws.ts'
import { type Ran, runCredaudit } from './run-credaudit.ts'

const SAMPLE = 'samples/account'
/** Options that name something to write. */
const WRITES = new Set(['--out', '--state', '--resume'])

const me = () =>
  queryAnswer('GetCallerIdentity', '<Arn>arn:aws:iam::123456789012:user/reader</Arn><Account>123456789012</Account>')

/** A place where commands of the documentation run: what they write goes into a folder of its own, and AWS is a fake that denies nearly all. */
export const startDocumentedPlace = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'credaudit-docs-'))
  const aws: FakeAws = await startFakeAws(new Map([['sts:GetCallerIdentity', me]]))
  const keys = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = x\n'
  await writeFile(path.join(folder, 'credentials'), `[default]\n${keys}[prod]\n${keys}`)
  const variables = {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
    AWS_CONFIG_FILE: path.join(folder, 'none'),
    AWS_MAX_ATTEMPTS: '1',
    AWS_REGION: 'eu-central-1',
  }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)

  /** `init` asks, and nobody answers here: its defaults, in the last of two places. */
  const placed = (words: readonly string[]): readonly string[] =>
    [...words, ...(words[0] === 'init' ? ['--yes', '--force', '--out', 'settings'] : [])].map((word, index, all) => {
      if (WRITES.has(all[index - 1] ?? '')) return path.join(folder, word)
      return all[index - 1] === '--evidence' && word === 'evidence/' ? SAMPLE : word
    })
  return {
    run: (words: readonly string[]): Promise<Ran> => runCredaudit(...placed(words)),
    stop: async () => {
      vi.unstubAllEnvs()
      await aws.stop()
      await rm(folder, { recursive: true })
    },
  }
}

/** Commander's words for what it does not know or understand. */
const WRONG_USAGE = /^error: /m

/** Wrong usage anywhere is a fault of the documentation; that it also succeeds is asked for where everything it needs is here. */
export const faultIn = (words: readonly string[], { code, stderr }: Ran): string | undefined => {
  if (WRONG_USAGE.test(stderr)) return stderr
  const evidence = words[words.indexOf('--evidence') + 1]
  const isWhole = words.includes('--evidence')
    ? evidence === SAMPLE || evidence === 'evidence/'
    : /^explain|^init/.test(words[0] ?? '')
  return isWhole && code === 2 ? stderr : undefined
}
