// The layer table of docs/architecture.md as lint rules: prints .oxlintrc.json. `npm run generate` writes it.
import { writeFile, readFile } from 'node:fs/promises'

const SHARED = [
  'facts',
  'evidence',
  'catalogue',
  'permissions',
  'activity',
  'rules',
  'findings',
  'suggestions',
  'reports',
  'notifications',
  'organization',
  'clients',
  'jobs',
] as const
type Folder = (typeof SHARED)[number]

/** What each folder of `shared/` may import besides itself. */
const MAY_IMPORT: Readonly<Record<Folder, readonly Folder[]>> = {
  facts: [],
  evidence: ['facts'],
  catalogue: ['facts'],
  permissions: ['facts', 'catalogue'],
  activity: ['facts', 'catalogue'],
  rules: ['facts', 'catalogue', 'permissions', 'activity'],
  findings: ['facts', 'rules'],
  suggestions: ['facts', 'catalogue', 'permissions', 'activity'],
  reports: ['facts', 'findings', 'activity', 'suggestions'],
  notifications: ['facts', 'findings', 'activity', 'suggestions'],
  organization: ['facts', 'findings', 'rules', 'reports'],
  clients: ['facts'],
  // What the Lambdas and the command line both do: puts the parts together, has no effects of its own.
  jobs: [
    'facts',
    'evidence',
    'catalogue',
    'permissions',
    'activity',
    'rules',
    'findings',
    'suggestions',
    'reports',
    'notifications',
    'organization',
  ],
}

/** Effects live in clients/, functions/ and cli/: everywhere else `now` and bytes are arguments. */
const EFFECTFUL_MODULES =
  '^(@aws-sdk/|@smithy/|(node:)?(fs|fs/promises|http|https|http2|net|tls|dns|dgram|child_process|cluster|os|process|timers|timers/promises|readline|worker_threads|perf_hooks|module)$)'
const EFFECTFUL_GLOBALS = [
  'process',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'WebSocket',
]

const layerPatterns = (folder: Folder) => {
  const banned = SHARED.filter((other) => other !== folder && !MAY_IMPORT[folder].includes(other))
  return [
    {
      regex: `^#shared/(${banned.join('|')})/`,
      message: `shared/${folder} may import only ${['itself', ...MAY_IMPORT[folder]].join(', ')}.`,
    },
    {
      regex: String.raw`^#(functions|cli|infra|test)/`,
      message: 'shared/ is imported by the outside, and never imports it.',
    },
    { regex: String.raw`^\.\./\.\.`, message: 'Across folders by alias (#shared/…), so that layers show.' },
    ...(folder === 'clients'
      ? []
      : [{ regex: EFFECTFUL_MODULES, message: 'Effects live in shared/clients; take what they give as an argument.' }]),
  ]
}

const layer = (folder: Folder) => {
  return {
    files: [`shared/${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', { patterns: layerPatterns(folder) }],
      ...(folder === 'clients'
        ? {}
        : {
            'no-restricted-globals': ['error', ...EFFECTFUL_GLOBALS],
            'pure/no-clock': 'error',
          }),
    },
  }
}

const outside = (folder: string, regex: string, message: string) => ({
  files: [`${folder}/**/*.ts`],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
})

const config = {
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'vitest'],
  jsPlugins: ['./infra/lint/pure.js'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    'max-lines': ['error', { max: 260, skipBlankLines: true, skipComments: true }],
    'max-params': ['error', { max: 4 }],
    'no-await-in-loop': 'off',
    'no-underscore-dangle': 'off',
    'import/no-named-as-default': 'off',
    'import/no-named-as-default-member': 'off',
    // Spread by code point is what is meant wherever it is written.
    'typescript/no-misused-spread': 'off',
    // A table's case may expect only what it names.
    'vitest/no-conditional-expect': 'off',
    'vitest/expect-expect': 'off',
    'vitest/valid-title': 'off',
    'vitest/valid-expect': 'off',
    'no-shadow': 'off',
    'import/no-unassigned-import': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/consistent-return': 'off',
  },
  overrides: [
    ...SHARED.map(layer),
    {
      files: ['shared/suggestions/prove*.ts', 'shared/suggestions/prove/**/*.ts'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              ...layerPatterns('suggestions'),
              { regex: String.raw`(^|/)suggest`, message: 'The proof must not share a fault with what it checks.' },
            ],
          },
        ],
      },
    },
    {
      // The report page runs in a browser: its globals, and nothing of Node. It reads no clock either: the report has its own time.
      files: ['shared/reports/page/**/*.ts', 'shared/reports/page/**/*.tsx'],
      rules: {
        'no-restricted-globals': ['error', 'process', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'eval'],
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              ...layerPatterns('reports').filter(({ regex }) => regex !== String.raw`^\.\./\.\.`),
              { regex: '^node:', message: 'The page runs in a browser.' },
            ],
          },
        ],
        'pure/no-clock': 'error',
        // One component is one function, markup included.
        'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }],
      },
    },
    outside('cli', '^#functions/', 'The command line and the Lambdas share shared/jobs, not each other.'),
    outside('functions', '^#(cli|functions/[^_])', 'A function imports shared/ and _lambda, never another function.'),
    {
      files: ['test/**/*.ts', 'bench/**/*.ts', 'samples/**/*.ts'],
      rules: { 'max-lines-per-function': 'off', 'max-lines': 'off', 'typescript/require-array-sort-compare': 'off' },
    },
  ],
  ignorePatterns: [
    'node_modules',
    'dist',
    '.build',
    'coverage',
    'test/fixtures',
    '**/generated/**',
    'shared/activity/assembly',
  ],
}

const FILE = new URL('../../.oxlintrc.json', import.meta.url)
const wanted = `${JSON.stringify(config, null, 2)}\n`
if (process.argv.includes('--check')) {
  if ((await readFile(FILE, 'utf8').catch(() => '')) !== wanted) {
    process.stderr.write('.oxlintrc.json differs from infra/scripts/lint-config.ts: run `npm run generate`.\n')
    process.exitCode = 1
  }
} else await writeFile(FILE, wanted)
