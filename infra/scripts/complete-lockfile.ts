// Some registries do not carry every platform's build of a tool. npm then leaves these optional packages out of the lock file, and
// `npm ci` refuses it ("Missing … from lock file"). This writes the entries that a full registry would have given: exact version,
// platform, optional; without integrity, as their bytes were not seen. Run it after every `npm install`.
import { readFile, writeFile } from 'node:fs/promises'

interface Entry {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

const FILE = new URL('../../package-lock.json', import.meta.url)
const OS = /(android|darwin|freebsd|netbsd|openbsd|sunos|aix|linux|win32|windows|openharmony)/
const CPU = /(arm64|aarch64|x64|arm|ia32|ppc64|riscv64|s390x|loong64|mips64el)/
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/

const platformOf = (name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> => {
  const [os, cpu] = [OS.exec(name)?.[1], CPU.exec(name)?.[1]]
  return {
    ...(os === undefined ? {} : { os: [os === 'windows' ? 'win32' : os] }),
    ...(cpu === undefined ? {} : { cpu: [cpu === 'aarch64' ? 'arm64' : cpu] }),
    ...(name.includes('musl') ? { libc: ['musl'] } : {}),
  }
}

const lock = JSON.parse(await readFile(FILE, 'utf8')) as { packages: Record<string, Entry> }
const missing = Object.values(lock.packages).flatMap(({ optionalDependencies = {}, dev }) =>
  Object.entries(optionalDependencies)
    .filter(
      ([name, version]) => EXACT.test(version) && OS.test(name) && lock.packages[`node_modules/${name}`] === undefined,
    )
    .map(([name, version]) => ({ name, version, dev })),
)
for (const { name, version, dev } of missing) {
  lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true }
}
const [root, ...rest] = Object.entries(lock.packages)
const sorted = [...(root ? [root] : []), ...rest.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))]
await writeFile(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
process.stdout.write(`${missing.length} platform packages added to the lock file.\n`)
