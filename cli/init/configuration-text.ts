import type { InitAnswers } from './answers.ts'

/** JSON's strings are YAML's: whatever was typed stays one string. */
const quoted = (text: string): string => JSON.stringify(text)
const list = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`

const identityClass = (name: string, patterns: readonly string[], comment: string): readonly string[] =>
  patterns.length === 0
    ? []
    : [`  # ${comment}`, `  - name: ${name}`, '    match:', ...patterns.map((one) => `      - name: ${quoted(one)}`)]

const classes = ({ breakGlassPatterns, machinePatterns }: InitAnswers): readonly string[] => {
  const lines = [
    ...identityClass('break-glass', breakGlassPatterns, 'For emergencies: idle is right, and use is what is reported.'),
    ...identityClass('machine', machinePatterns, 'Not people: keys of their own age, and no password.'),
  ]
  return lines.length === 0 ? ['identityClasses: []'] : ['identityClasses:', ...lines]
}

const rule = (id: string, ...settings: readonly string[]): readonly string[] => [
  `  ${id}:`,
  ...settings.map((line) => `    ${line}`),
]

/** `credaudit.yaml` as a person would write it, from what `init` was told. */
export const configurationText = (answers: InitAnswers, schema: string): string => {
  const { account, knownAccounts, keyAgeDays, machineKeyAgeDays, keyIdleDays, passwordIdleDays, passwordLength } =
    answers
  const lines = [
    `# yaml-language-server: $schema=${schema}`,
    `# What credaudit shall hold ${account === '' ? 'your accounts' : `account ${account}`} to. Everything is optional: what is not said here has the default of the rule`,
    '# (`credaudit explain-rule ID`). Unknown keys, rules and parameters are refused.',
    '',
    '# Classes of identities with limits of their own. The first that fits counts; `path` and `tag` can be asked for as well as `name`.',
    '# Without a class, who has a password is a `person` and who has only keys a `machine`.',
    ...classes(answers),
    '',
    "# Accounts that are yours or trusted besides the organization's own: trusting any other is a finding.",
    `knownAccounts: ${list(knownAccounts)}`,
    '',
    '# Tags that name an owner; the first that is set wins. Findings then say whom to ask.',
    'ownerTags: ["Owner", "owner-email", "Contact"]',
    '',
    'rules:',
    '  # Keys that are too old, and by class.',
    ...rule(
      'access-key-not-rotated',
      `parameters: { maxAgeDays: ${keyAgeDays} }`,
      'classes:',
      `  machine: { maxAgeDays: ${machineKeyAgeDays} }`,
    ),
    '  # Keys and passwords that nobody uses.',
    ...rule('access-key-unused', `parameters: { maxIdleDays: ${keyIdleDays} }`),
    ...rule('console-password-unused', `parameters: { maxIdleDays: ${passwordIdleDays} }`),
    ...rule('password-policy-too-short', `parameters: { minimumLength: ${passwordLength} }`),
    '  # A rule can be graver, or off:',
    '  # two-active-access-keys:',
    '  #   severity: medium',
    '  # password-policy-without-expiry:',
    '  #   enabled: false',
  ]
  return `${lines.join('\n')}\n`
}
