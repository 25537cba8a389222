import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeEnvironment, type PinnedEnvironment } from '../python/pinned-environment.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CFN_LINT: PinnedEnvironment = {
  folder: path.join(ROOT, '.venv/cfn-lint'),
  requirements: fileURLToPath(new URL('requirements.txt', import.meta.url)),
  neededFor: "cfn-lint's second opinion",
}

interface Match {
  readonly Filename: string | null
  readonly Level: string
  readonly Location: { readonly Path: readonly (string | number)[] | null }
  readonly Message: string
  readonly Rule: { readonly Id: string }
}

const sentenceOf = ({ Filename, Level, Location, Message, Rule }: Match): string =>
  `${Filename ?? 'cfn-lint'}: ${Level} ${Rule.Id} ${(Location.Path ?? []).join('.')}: ${Message}`

/** One line for each match in what cfn-lint printed as JSON. */
export const secondOpinionProblems = (printed: string, expected: ReadonlySet<string>): readonly string[] =>
  (JSON.parse(printed) as readonly Match[]).filter(({ Rule }) => !expected.has(Rule.Id)).map(sentenceOf)

/** What cfn-lint finds wrong in the templates, warnings included, but for the rules that are expected to find something. */
export const takeSecondOpinion = (
  templates: readonly string[],
  regions: readonly string[],
  expected: ReadonlySet<string>,
): readonly string[] => {
  const files = templates.map((file) => path.relative(ROOT, file))
  const words = ['--format', 'json', '--non-zero-exit-code', 'none', '--regions', ...regions, '--template', ...files]
  const python = makeEnvironment(CFN_LINT)
  const printed = execFileSync(python, [path.join(path.dirname(python), 'cfn-lint'), ...words], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    // A person's own ~/.cfnlintrc must not change what is found.
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent' },
  })
  return secondOpinionProblems(printed, expected)
}
