import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** The package folders that a bundle's inputs come from, each once, by its path under the project. */
export const packageFolders = (inputs: readonly string[]): readonly string[] => {
  const folders = inputs.map((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0])
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort()
}

interface PackageJson {
  readonly name?: string
  readonly version?: string
  readonly license?: string
}

const licenceText = async (folder: string): Promise<string> => {
  const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|notice|copying)/i.test(name)).sort()
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')))
  return texts.map((text) => text.trim()).join('\n\n')
}

const RULE = '-'.repeat(80)

/** Name, version, licence and its text of every package in the bundle; packages with the same text stand together. */
export const bundledLicences = async (root: string, inputs: readonly string[]): Promise<string> => {
  const byText = new Map<string, string[]>()
  for (const folder of packageFolders(inputs)) {
    const manifest = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8')) as PackageJson
    if (manifest.license === undefined) throw new Error(`${folder} is bundled and names no licence.`)
    const text = await licenceText(path.join(root, folder))
    byText.set(text, [...(byText.get(text) ?? []), `${manifest.name} ${manifest.version} (${manifest.license})`])
  }
  const parts = [...byText].map(([text, packages]) => [...new Set(packages), '', text].join('\n').trim())
  return `The command line contains these packages.\n\n${parts.join(`\n\n${RULE}\n`)}\n`
}
