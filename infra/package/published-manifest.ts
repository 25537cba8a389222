/** As much of package.json as is changed here. */
export interface Manifest {
  readonly [field: string]: unknown
  readonly scripts?: Readonly<Record<string, string>>
}

/** What only a checkout needs. The command line is bundled: who installs it installs nothing besides, not even the Node of the project. */
const OF_THE_CHECKOUT = new Set(['dependencies', 'optionalDependencies', 'devDependencies', 'imports', 'scripts'])

export const publishedManifest = (manifest: Manifest): Manifest =>
  Object.fromEntries(Object.entries(manifest).filter(([field]) => !OF_THE_CHECKOUT.has(field)))
