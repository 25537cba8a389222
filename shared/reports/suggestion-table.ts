import wrapAnsi from 'wrap-ansi'
import type { PolicySuggestion, Removed, UsedAction, Verdict } from '#shared/suggestions/policy-suggestion.ts'
import type { Paint } from './paint.ts'
import { visible } from './plain-text.ts'
import { plural } from '#shared/facts/plural.ts'

export interface SuggestionTableOptions {
  readonly width: number
  readonly paint: Paint
  /** Entries of one list; the rest is counted. */
  readonly perList: number
}

const LIMIT = 6144

const indented = (text: string, indent: number, width: number): readonly string[] =>
  wrapAnsi(visible(text), Math.max(30, width - indent), { trim: true, hard: true })
    .split('\n')
    .map((line) => ' '.repeat(indent) + line)

const list = (items: readonly string[], { width, perList, paint }: SuggestionTableOptions): readonly string[] => {
  const rest = items.length - perList
  return [
    ...items
      .slice(0, perList)
      .flatMap((item) => indented(item, 6, width).map((line, at) => (at === 0 ? `    - ${line.slice(6)}` : line))),
    ...(rest > 0 ? [paint.faint(`    and ${rest} more (--format json lists them)`)] : []),
  ]
}

const section = (title: string, items: readonly string[], options: SuggestionTableOptions): readonly string[] =>
  items.length === 0 ? [] : [`  ${options.paint.strong(title)}`, ...list(items, options)]

const VERDICT_PAINT: Readonly<Record<Verdict, 'low' | 'medium' | 'high'>> = {
  ready: 'low',
  review: 'medium',
  refused: 'high',
}

const number = (value: number): string => value.toLocaleString('en-US')

const wentLines = (removed: Removed): readonly string[] => {
  const { before, after, states, byAccessLevel, bySensitiveClass } = removed
  const levels = Object.entries(byAccessLevel).flatMap(([level, count]) =>
    count > 0 ? [`${number(count)} ${level}`] : [],
  )
  const classes = Object.entries(bySensitiveClass).flatMap(([name, count]) =>
    count > 0 ? [`${number(count)} ${name}`] : [],
  )
  return [
    `${number(removed.actions)} of ${number(before.actions)} actions (${number(before.services)} services) would go; ${number(after.actions)} (${number(after.services)} services) stay.`,
    `On every resource: ${number(before.onAllResources)} actions today, ${number(after.onAllResources)} then.`,
    ...(levels.length > 0 ? [`By access level: ${levels.join(', ')}.`] : []),
    ...(classes.length > 0 ? [`Sensitive: ${classes.join(', ')}.`] : []),
    `Granted and used: ${number(states.used)}. Unused, and a use would have been logged: ${number(states.unusedAndLogged)}. Unused as far as can be seen, because no log shows it: ${number(states.unusedNotObservable)}.`,
    ...(states.usedWithoutGrant.length > 0
      ? [`Used without being granted here: ${states.usedWithoutGrant.join(', ')}.`]
      : []),
    ...(removed.escalationPathsClosed.length > 0
      ? [
          `${plural(removed.escalationPathsClosed.length, 'escalation path')} closed: ${removed.escalationPathsClosed.join(', ')}.`,
        ]
      : []),
    ...witnessLines(removed),
    ...(removed.escalationPathsLeft.length > 0 ? [`Still open: ${removed.escalationPathsLeft.join(', ')}.`] : []),
  ]
}

const witnessLines = ({ secondWitness }: Removed): readonly string[] =>
  secondWitness === null
    ? []
    : [
        `IAM's service last accessed: ${number(secondWitness.confirmed)} of the unused actions confirmed, ${number(secondWitness.notTold)} not told, ${number(secondWitness.contradicted.length)} contradicted.`,
        ...secondWitness.contradicted.map(
          ({ what, lastAccessed, inWindow }) =>
            `Asked for on ${lastAccessed.slice(0, 10)}${inWindow ? ' and not in the log' : ', before the log begins'}: ${what}.`,
        ),
      ]

const proofLines = ({ proof }: PolicySuggestion): readonly string[] => [
  `${plural(proof.covered, 'observed request')} replayed and allowed, ${proof.notCovered.length} not.`,
  ...proof.notCovered.map(
    ({ action, resources, reason }) => `Not covered: ${action} on ${resources.join(', ')}. ${reason}`,
  ),
  ...proof.deniedNowAllowed.map(
    ({ action, resources }) => `Refused until now, allowed then: ${action} on ${resources.join(', ')}.`,
  ),
  ...proof.wider.map(({ action, resource, because }) => `Wider than observed: ${action} on ${resource}: ${because}.`),
  ...(proof.beyondToday ?? []).map(({ action, resource, reason }) => `${action} on ${resource}: ${reason}`),
  ...(proof.checks ?? []).map(
    ({ check, policy, result, says }) =>
      `AWS, ${check}${policy > 0 ? ` of policy ${policy}` : ''}: ${result}${says.length > 0 ? `. ${says.join(' ')}` : ''}`,
  ),
]

const refusedCalls = (denied: readonly UsedAction[]): readonly string[] =>
  denied.map(({ action, resources, count }) => `${action} on ${resources.join(', ')} (${count} times)`)

const policyLines = ({ policies }: PolicySuggestion, { paint }: SuggestionTableOptions): readonly string[] =>
  policies.flatMap(({ document, characters }, index) => [
    `  ${paint.strong(`Policy ${index + 1} of ${policies.length}`)} (${number(characters)} of ${number(LIMIT)} characters)`,
    ...JSON.stringify(document, null, 2)
      .split('\n')
      .map((line) => `  ${visible(line)}`),
  ])

const title = ({ principal, verdict, permissionSet }: PolicySuggestion, { paint }: SuggestionTableOptions): string =>
  `${paint[VERDICT_PAINT[verdict]](verdict.toUpperCase())} ${paint.strong(visible(principal))}${permissionSet === undefined ? '' : ` (permission set ${visible(permissionSet)})`}`

const one = (suggestion: PolicySuggestion, options: SuggestionTableOptions): readonly string[] => {
  const { reasons, proof, policies, unmapped, denied, removed, commands } = suggestion
  if (policies.length === 0) {
    return [
      title(suggestion, options),
      ...list(reasons, options),
      ...section('Asked for and refused', refusedCalls(denied), options),
      '',
    ]
  }
  return [
    title(suggestion, options),
    ...list(reasons, options),
    ...section('This holds if', proof.assumptions, { ...options, perList: Number.POSITIVE_INFINITY }),
    ...policyLines(suggestion, options),
    ...section('Proof', proofLines(suggestion), options),
    ...section('What would go', removed === null ? [] : wentLines(removed), {
      ...options,
      perList: Number.POSITIVE_INFINITY,
    }),
    ...section('Asked for and refused', refusedCalls(denied), options),
    ...section(
      'Not mapped to any action',
      unmapped.map(({ eventSource, eventName, count }) => `${eventSource} ${eventName} (${count} times)`),
      options,
    ),
    ...section('Attach', commands.attach, options),
    ...section('Roll back', commands.rollBack, options),
    '',
  ]
}

const summary = (suggestions: readonly PolicySuggestion[], silent: number): string => {
  const count = (verdict: Verdict): number => suggestions.filter((one) => one.verdict === verdict).length
  return `${plural(suggestions.length, 'principal')}: ${count('ready')} ready, ${count('review')} to review, ${count('refused')} refused${silent > 0 ? ` (${silent} of them without any call in the log)` : ''}.`
}

/** For a person: what it stands on above the policy, the proof and what would go below it. */
export const formatSuggestions = (
  suggestions: readonly PolicySuggestion[],
  options: SuggestionTableOptions,
): string => {
  const isSilent = ({ used, denied, unmapped }: PolicySuggestion): boolean =>
    used.length + denied.length + unmapped.length === 0
  const silent = suggestions.length === 1 ? [] : suggestions.filter(isSilent)
  const spoken = suggestions.filter((suggestion) => !silent.includes(suggestion))
  return `${[...spoken.flatMap((suggestion) => one(suggestion, options)), summary(suggestions, silent.length)].join('\n')}\n`
}
