import { existsSync } from 'node:fs'

/** The folder of package.json: above the sources in a checkout, above dist/ in the package. */
export const packageRoot = (from: string = import.meta.url): URL => {
  let folder = new URL('./', from)
  while (!existsSync(new URL('package.json', folder)) && folder.pathname !== '/') folder = new URL('../', folder)
  return folder
}
