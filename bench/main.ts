const [name, ...rest] = process.argv.slice(2)

if (name === undefined || !/^[a-z][a-z-]*$/.test(name)) {
  process.stderr.write('Usage: npm run --silent bench -- NAME [--format json]\n')
  process.exitCode = 2
} else {
  const bench = (await import(new URL(`./${name}/main.ts`, import.meta.url).href)) as { main: (args: readonly string[]) => Promise<void> }
  await bench.main(rest)
}
