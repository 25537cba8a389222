import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  EvidenceFolderError,
  MAX_EVIDENCE_FILE_BYTES,
  listEvidenceFiles,
  readEvidenceFolder,
  writeEvidenceFolder,
} from '#shared/clients/evidence-folder.ts'

let place: string
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'evidence-folder-'))
})
afterEach(async () => {
  await rm(place, { recursive: true, force: true })
})

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const files = [
  { name: 'account.json', bytes: bytes('{}') },
  { name: 'credential-report.csv', bytes: bytes('user') },
]

describe('readEvidenceFolder', () => {
  it('reads the files of evidence, sorted, and leaves everything else alone', async () => {
    for (const name of ['roles.json', 'account.json', 'credential-report.csv', 'README.md', 'roles.csv', 'notes.json'])
      await writeFile(join(place, name), name)
    await mkdir(join(place, 'cloudtrail'))
    await writeFile(join(place, 'cloudtrail', 'alarms.json'), '{}')
    const read = await readEvidenceFolder(place)
    expect(read.map(({ name }) => name)).toEqual(['account.json', 'credential-report.csv', 'roles.json'])
    expect(new TextDecoder().decode(read[2]?.bytes)).toBe('roles.json')
  })

  it('reads the reports on single principals, by the names that they have in the folder', async () => {
    await mkdir(join(place, 'service-last-accessed'))
    for (const name of ['roles.json', 'service-last-accessed/role-app.json', 'service-last-accessed/notes.txt'])
      await writeFile(join(place, name), name)
    const read = await readEvidenceFolder(place)
    expect(read.map(({ name }) => name)).toEqual(['roles.json', 'service-last-accessed/role-app.json'])
  })

  it('opens few files at once, however many reports there are', async () => {
    await mkdir(join(place, 'service-last-accessed'))
    const names = Array.from({ length: 600 }, (_, at) => join(place, 'service-last-accessed', `role-${at}.json`))
    for (const name of names) await writeFile(name, '{}')
    const code = `import { readEvidenceFolder } from '#shared/clients/evidence-folder.ts'
      console.log((await readEvidenceFolder(process.argv[1])).length)`
    const command = 'ulimit -n 128 && exec "$0" "$@"'
    const node = [process.execPath, '--input-type=module', '--eval', code, place]
    expect(execFileSync('sh', ['-c', command, ...node], { encoding: 'utf8' })).toBe('600\n')
  })

  it('is empty for a folder with CloudTrail only', async () => {
    await mkdir(join(place, 'cloudtrail'))
    expect(await readEvidenceFolder(place)).toEqual([])
  })

  it('says that a folder is not there', async () => {
    await expect(readEvidenceFolder(join(place, 'no'))).rejects.toThrow(
      new EvidenceFolderError(
        `${join(place, 'no')} is not there; name a folder that \`credaudit collect\` or the AWS CLI filled.`,
      ),
    )
  })

  it('says that a file is not a folder', async () => {
    await writeFile(join(place, 'file'), '')
    await expect(readEvidenceFolder(join(place, 'file'))).rejects.toThrow('is not a folder')
  })

  it('refuses a file that is too large before it reads it', async () => {
    const path = join(place, 'roles.json')
    await writeFile(path, '')
    await truncate(path, 1)
    expect(await readEvidenceFolder(place)).toHaveLength(1)
    await truncate(path, MAX_EVIDENCE_FILE_BYTES + 1)
    await expect(readEvidenceFolder(place)).rejects.toThrow(
      `${path} has ${MAX_EVIDENCE_FILE_BYTES + 1} bytes; at most ${MAX_EVIDENCE_FILE_BYTES} are read.`,
    )
  })
})

describe('what is no file would be read without an end', () => {
  it('a pipe is refused', async () => {
    execFileSync('mkfifo', [join(place, 'trails.json')])
    await expect(readEvidenceFolder(place)).rejects.toThrow(/trails\.json is not a file/)
  })
  it('a link to a device is refused', async () => {
    await symlink('/dev/zero', join(place, 'trails.json'))
    await expect(readEvidenceFolder(place)).rejects.toThrow(EvidenceFolderError)
  })
})

describe('listEvidenceFiles', () => {
  it('lists at any depth, sorted, without following links to folders', async () => {
    await mkdir(join(place, 'cloudtrail', 'b', 'c'), { recursive: true })
    await writeFile(join(place, 'cloudtrail', 'z.json'), '')
    await writeFile(join(place, 'cloudtrail', 'b', 'c', 'd.json.gz'), '')
    await symlink(place, join(place, 'cloudtrail', 'b', 'loop'))
    expect(await listEvidenceFiles(place, 'cloudtrail')).toEqual([
      'cloudtrail/b/c/d.json.gz',
      'cloudtrail/b/loop',
      'cloudtrail/z.json',
    ])
    expect(await listEvidenceFiles(place, 'service-last-accessed')).toEqual([])
  })
})

describe('writeEvidenceFolder', () => {
  it('writes a folder that reads back the same, for its owner only', async () => {
    const folder = join(place, 'new', 'evidence')
    await writeEvidenceFolder(folder, files)
    expect((await readEvidenceFolder(folder)).map(({ name, bytes }) => [name, [...bytes]])).toEqual(
      files.map(({ name, bytes }) => [name, [...bytes]]),
    )
    expect((await stat(folder)).mode & 0o077).toBe(0)
    expect((await stat(join(folder, 'account.json'))).mode & 0o077).toBe(0)
  })

  it('puts what belongs into a sub-folder there, for its owner only', async () => {
    const name = 'service-last-accessed/role-app.json'
    await writeEvidenceFolder(place, [...files, { name, bytes: bytes('{}') }])
    expect(await listEvidenceFiles(place, 'service-last-accessed')).toEqual([name])
    expect((await stat(join(place, 'service-last-accessed'))).mode & 0o077).toBe(0)
    expect((await stat(join(place, name))).mode & 0o077).toBe(0)
  })

  it('takes an empty folder', async () => {
    await writeEvidenceFolder(place, files)
    expect(await readdir(place)).toHaveLength(2)
  })

  it('does not mix with what is there', async () => {
    await writeFile(join(place, 'roles.json'), 'old')
    await expect(writeEvidenceFolder(place, files)).rejects.toThrow(
      `${place} is not empty; name a new folder, so that old and new evidence do not mix.`,
    )
    expect(await readFile(join(place, 'roles.json'), 'utf8')).toBe('old')
    expect(await readdir(place)).toEqual(['roles.json'])
  })

  it('lets more be added before the folder has its name', async () => {
    const folder = join(place, 'evidence')
    await writeEvidenceFolder(folder, files, async (unfinished) => {
      expect(existsSync(folder)).toBe(false)
      await mkdir(join(unfinished, 'cloudtrail'))
    })
    expect(await readdir(folder)).toEqual(['account.json', 'cloudtrail', 'credential-report.csv'])
  })

  it('leaves nothing half-written', async () => {
    const folder = join(place, 'evidence')
    const failing = () => Promise.reject(new Error('CloudTrail gave up'))
    await expect(writeEvidenceFolder(folder, files, failing)).rejects.toThrow('CloudTrail gave up')
    expect(await readdir(place)).toEqual([])
  })

  it('says what it could not write', async () => {
    await expect(writeEvidenceFolder(join(place, 'evidence'), [{ name: 'no/such', bytes: bytes('') }])).rejects.toThrow(
      `${join(place, 'evidence')} could not be written (ENOENT); nothing was left there.`,
    )
    expect(await readdir(place)).toEqual([])
  })

  it('says that the place cannot be one', async () => {
    await writeFile(join(place, 'file'), '')
    await expect(writeEvidenceFolder(join(place, 'file', 'evidence'), files)).rejects.toThrow(
      `${join(place, 'file', 'evidence')} cannot be written to (ENOTDIR); name another folder.`,
    )
  })
})
