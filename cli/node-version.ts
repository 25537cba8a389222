import manifest from '../package.json' with { type: 'json' }

const numbersOf = (version: string): readonly number[] =>
  version
    .replace(/^\D+/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10))

const isOlder = (version: string, than: string): boolean => {
  const [[major = 0, minor = 0], [leastMajor = 0, leastMinor = 0]] = [numbersOf(version), numbersOf(than)]
  return major < leastMajor || (major === leastMajor && minor < leastMinor)
}

/** What to say where this Node cannot run us: else it would fail somewhere in between, in words of its own. */
export const nodeProblem = (version: string, least: string = manifest.engines.node): string | undefined =>
  isOlder(version, least)
    ? `This is Node ${version}; credaudit needs ${least}. In a checkout \`npm run credaudit -- …\` uses the Node that comes with it.`
    : undefined
