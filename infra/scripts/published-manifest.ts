// `npm pack` runs this before it packs (package.json as it is published) and with --restore after it (as it was). What was is kept in
// .build/, and put back first should a pack have ended half-way. Imported by its path: there are no aliases in what is published.
import { copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Manifest, publishedManifest } from '../package/published-manifest.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const MANIFEST = path.join(ROOT, 'package.json')
const KEPT = path.join(ROOT, '.build/package.json.kept')

const restore = async (): Promise<void> => {
  const isKept = await stat(KEPT).then(
    () => true,
    () => false,
  )
  if (isKept) await rename(KEPT, MANIFEST)
}

await restore()
if (!process.argv.includes('--restore')) {
  const published = publishedManifest(JSON.parse(await readFile(MANIFEST, 'utf8')) as Manifest)
  await mkdir(path.dirname(KEPT), { recursive: true })
  await copyFile(MANIFEST, KEPT)
  await writeFile(MANIFEST, `${JSON.stringify(published, null, 2)}\n`)
}
